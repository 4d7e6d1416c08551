# Finds every supported LLVM major on this machine.
#   OURO_LLVM_MAJORS      e.g. "22;19", preferred first
#   OURO_LLVM_PREFERRED   the major the driver is built with
#   OURO_LLVM_<M>_PREFIX  e.g. /usr/lib/llvm-22
#   OURO_LLVM_<M>_LIBS    shared libraries of clang and LLVM, for programs
#   OURO_LLVM_<M>_TIDY    static libraries of clang-tidy, for programs
# find_package(Clang) is not used: its imported targets exist once per
# configure, and we build for several majors in one.
set(OURO_SUPPORTED_LLVM 22 19)
set(OURO_LLVM "" CACHE STRING "LLVM majors to build for; empty: all supported ones that are found")

foreach(major IN LISTS OURO_LLVM)
  if(NOT major IN_LIST OURO_SUPPORTED_LLVM)
    message(FATAL_ERROR "OURO_LLVM names LLVM ${major}; supported majors: ${OURO_SUPPORTED_LLVM}")
  endif()
endforeach()

# Refuses a prefix that holds another version than its name says.
function(ouro_check_llvm_version major)
  set(file "${OURO_LLVM_${major}_PREFIX}/lib/cmake/llvm/LLVMConfigVersion.cmake")
  set(found "")
  if(EXISTS "${file}")
    file(STRINGS "${file}" lines REGEX "PACKAGE_VERSION \"[0-9.]+")
    string(REGEX MATCH "[0-9]+" found "${lines}")
  endif()
  if(NOT found EQUAL major)
    message(FATAL_ERROR "OURO_LLVM_${major}_PREFIX is '${OURO_LLVM_${major}_PREFIX}', which holds LLVM "
                        "'${found}', expected ${major}; point it at an LLVM ${major} with clang and "
                        "clang-tidy, or leave that major out with -DOURO_LLVM=")
  endif()
endfunction()

function(ouro_find_llvm_libraries major)
  set(dir "${OURO_LLVM_${major}_PREFIX}/lib")
  # Debian ships no libclang-cpp.so without a version for some majors.
  file(GLOB clang_cpp "${dir}/libclang-cpp.so" "${dir}/libclang-cpp.so.${major}*")
  file(GLOB llvm "${dir}/libLLVM.so" "${dir}/libLLVM.so.${major}*")
  if(NOT clang_cpp OR NOT llvm)
    message(FATAL_ERROR "no libclang-cpp.so or libLLVM.so of LLVM ${major} in '${dir}'; "
                        "run tools/dev/setup, or leave that major out with -DOURO_LLVM=")
  endif()
  list(GET clang_cpp 0 clang_cpp)
  list(GET llvm 0 llvm)
  set(OURO_LLVM_${major}_LIBS "${clang_cpp};${llvm}" PARENT_SCOPE)
  set(OURO_LLVM_${major}_TIDY "${dir}/libclangTidy.a;${dir}/libclangTidyUtils.a" PARENT_SCOPE)
endfunction()

set(OURO_LLVM_MAJORS "")
foreach(major IN LISTS OURO_SUPPORTED_LLVM)
  if(OURO_LLVM AND NOT major IN_LIST OURO_LLVM)
    continue()
  endif()
  find_path(OURO_LLVM_${major}_PREFIX lib/cmake/clang/ClangConfig.cmake
            PATHS /usr/lib/llvm-${major} /usr/local/opt/llvm@${major} /opt/llvm-${major}
            NO_DEFAULT_PATH)
  if(OURO_LLVM_${major}_PREFIX)
    ouro_check_llvm_version(${major})
    ouro_find_llvm_libraries(${major})
    list(APPEND OURO_LLVM_MAJORS ${major})
  elseif(OURO_LLVM)
    message(FATAL_ERROR "OURO_LLVM asks for LLVM ${major}, which was not found under /usr/lib/llvm-${major}; "
                        "run tools/dev/setup or set OURO_LLVM_${major}_PREFIX")
  endif()
endforeach()
if(NOT OURO_LLVM_MAJORS)
  message(FATAL_ERROR "no supported LLVM found (looked for ${OURO_SUPPORTED_LLVM} under /usr/lib/llvm-N); "
                      "run tools/dev/setup or set OURO_LLVM_22_PREFIX")
endif()
list(GET OURO_LLVM_MAJORS 0 OURO_LLVM_PREFERRED)
message(STATUS "Ouro: building for LLVM ${OURO_LLVM_MAJORS}, driver with ${OURO_LLVM_PREFERRED}")
