# Finds every supported LLVM major on this machine.
#   OURO_LLVM_MAJORS      e.g. "22;19", preferred first
#   OURO_LLVM_PREFERRED   the major the driver is built with
#   OURO_LLVM_<M>_PREFIX  e.g. /usr/lib/llvm-22
set(OURO_SUPPORTED_LLVM 22 19)
set(OURO_LLVM "" CACHE STRING "LLVM majors to build for; empty: all supported ones that are found")

set(OURO_LLVM_MAJORS "")
foreach(major IN LISTS OURO_SUPPORTED_LLVM)
  if(OURO_LLVM AND NOT major IN_LIST OURO_LLVM)
    continue()
  endif()
  find_path(OURO_LLVM_${major}_PREFIX lib/cmake/clang/ClangConfig.cmake
            PATHS /usr/lib/llvm-${major} /usr/local/opt/llvm@${major} /opt/llvm-${major}
            NO_DEFAULT_PATH)
  if(OURO_LLVM_${major}_PREFIX)
    list(APPEND OURO_LLVM_MAJORS ${major})
  endif()
endforeach()
foreach(major IN LISTS OURO_LLVM)
  if(NOT major IN_LIST OURO_SUPPORTED_LLVM)
    message(FATAL_ERROR "OURO_LLVM names LLVM ${major}; supported majors: ${OURO_SUPPORTED_LLVM}")
  endif()
endforeach()
if(NOT OURO_LLVM_MAJORS)
  message(FATAL_ERROR "no supported LLVM found (looked for ${OURO_SUPPORTED_LLVM} under /usr/lib/llvm-N); "
                      "run tools/dev/setup or set OURO_LLVM_22_PREFIX")
endif()
list(GET OURO_LLVM_MAJORS 0 OURO_LLVM_PREFERRED)
message(STATUS "Ouro: building for LLVM ${OURO_LLVM_MAJORS}, driver with ${OURO_LLVM_PREFERRED}")
