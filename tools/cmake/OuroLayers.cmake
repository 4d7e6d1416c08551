# ouro_add_layer(Name [CLANG] [JSON] [DEFINE definitions...] [DEPENDS layers...] [EXCLUDE files...])
# One static library per LLVM major from all .cpp files of the current folder,
# named ouro<Name><major>. A layer links no LLVM or clang library itself: in
# the plugin those symbols come from the program that loads it; programs add
# them with ouro_link_llvm(). JSON adds nlohmann/json without exceptions. A layer without sources yet is an empty interface.
function(ouro_add_layer name)
  cmake_parse_arguments(ARG "CLANG;JSON" "" "DEFINE;DEPENDS;EXCLUDE" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/*.cpp")
  foreach(file IN LISTS ARG_EXCLUDE)
    list(REMOVE_ITEM sources "${CMAKE_CURRENT_SOURCE_DIR}/${file}")
  endforeach()
  set(clang "")
  if(ARG_CLANG)
    set(clang CLANG)
  endif()
  foreach(major IN LISTS OURO_LLVM_MAJORS)
    set(target ouro${name}${major})
    list(TRANSFORM ARG_DEPENDS REPLACE "(.+)" "ouro\\1${major}" OUTPUT_VARIABLE depends)
    if(sources)
      add_library(${target} STATIC ${sources})
      ouro_use_llvm(${target} ${major} ${clang})
      target_compile_definitions(${target} PRIVATE ${ARG_DEFINE})
      target_link_libraries(${target} PUBLIC ${depends})
      if(ARG_JSON)
        target_link_libraries(${target} PRIVATE nlohmann_json::nlohmann_json)
        target_compile_definitions(${target} PRIVATE JSON_NOEXCEPTION)
      endif()
    else()
      add_library(${target} INTERFACE)
      target_link_libraries(${target} INTERFACE ${depends})
    endif()
  endforeach()
endfunction()

# Headers and language options of one LLVM major. Without CLANG only llvm/ is
# in reach: a layer that must not know clang cannot include it (invariant I2).
function(ouro_use_llvm target major)
  cmake_parse_arguments(ARG "CLANG" "" "" ${ARGN})
  set(headers "${OURO_LLVM_${major}_PREFIX}/include")
  if(NOT ARG_CLANG)
    set(only "${PROJECT_BINARY_DIR}/llvm-only/${major}")
    file(MAKE_DIRECTORY "${only}")
    foreach(folder llvm llvm-c)
      file(CREATE_LINK "${headers}/${folder}" "${only}/${folder}" SYMBOLIC)
    endforeach()
    set(headers "${only}")
  endif()
  target_include_directories(${target} PRIVATE "${PROJECT_SOURCE_DIR}" "${OURO_GENERATED_DIR}"
                                               "${PROJECT_SOURCE_DIR}/runtime/include")
  target_include_directories(${target} SYSTEM PRIVATE "${headers}")
  target_compile_definitions(${target} PRIVATE __STDC_CONSTANT_MACROS __STDC_FORMAT_MACROS __STDC_LIMIT_MACROS)
  target_compile_options(${target} PRIVATE -fno-exceptions -fno-rtti -fvisibility=hidden -fvisibility-inlines-hidden
                                           -ffunction-sections -fdata-sections)
  if(ARG_CLANG)
    # Where this major's builtin headers (stddef.h ...) are.
    target_compile_definitions(${target} PRIVATE
      "OURO_CLANG_RESOURCE_DIR=\"${OURO_LLVM_${major}_PREFIX}/lib/clang/${major}\"")
  endif()
  add_dependencies(${target} ouroGenerated)
endfunction()

# Makes a program self-sufficient: clang's and LLVM's shared libraries, and
# with TIDY the static library of clang-tidy.
function(ouro_link_llvm target major)
  cmake_parse_arguments(ARG "TIDY" "" "" ${ARGN})
  if(ARG_TIDY)
    target_link_libraries(${target} PRIVATE ${OURO_LLVM_${major}_TIDY})
  endif()
  target_link_libraries(${target} PRIVATE ${OURO_LLVM_${major}_LIBS})
endfunction()
