# ouro_add_layer(Name [CLANG] [DEPENDS layers...]): one static library per LLVM
# major from all .cpp files of the current folder, named ouro<Name><major>.
# LLVM's headers are system headers; clang's symbols come from the program that
# loads us, so a layer links no clang library itself.
function(ouro_add_layer name)
  cmake_parse_arguments(ARG "CLANG" "" "DEPENDS;EXCLUDE" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/*.cpp")
  foreach(file IN LISTS ARG_EXCLUDE)
    list(REMOVE_ITEM sources "${CMAKE_CURRENT_SOURCE_DIR}/${file}")
  endforeach()
  foreach(major IN LISTS OURO_LLVM_MAJORS)
    set(target ouro${name}${major})
    add_library(${target} STATIC ${sources})
    ouro_use_llvm(${target} ${major})
    foreach(dep IN LISTS ARG_DEPENDS)
      target_link_libraries(${target} PUBLIC ouro${dep}${major})
    endforeach()
  endforeach()
endfunction()

# Headers and language options of one LLVM major.
function(ouro_use_llvm target major)
  set(prefix ${OURO_LLVM_${major}_PREFIX})
  target_include_directories(${target} PRIVATE "${PROJECT_SOURCE_DIR}" "${PROJECT_BINARY_DIR}/generated"
                             "${PROJECT_SOURCE_DIR}/runtime/include")
  target_include_directories(${target} SYSTEM PRIVATE "${prefix}/include")
  target_compile_definitions(${target} PRIVATE __STDC_CONSTANT_MACROS __STDC_FORMAT_MACROS __STDC_LIMIT_MACROS)
  target_compile_options(${target} PRIVATE $<$<COMPILE_LANGUAGE:CXX>:-fno-exceptions -fno-rtti -fvisibility=hidden -fvisibility-inlines-hidden>)
endfunction()
