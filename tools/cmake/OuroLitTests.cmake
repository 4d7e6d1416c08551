# ouro_add_lit_tests(Folder Major): one ctest entry "<file>@<major>" for each
# file under test/<Folder> that has a RUN line. lit says UNSUPPORTED when a
# REQUIRES does not hold; ctest shows that as Skipped.
foreach(major IN LISTS OURO_LLVM_MAJORS)
  set(prefix "${OURO_LLVM_${major}_PREFIX}")
  find_program(OURO_LIT_PROGRAM lit HINTS "${prefix}/bin" NO_DEFAULT_PATH)
  find_path(OURO_LIT_PACKAGE lit/main.py HINTS "${prefix}/build/utils/lit" "${prefix}/utils/lit" NO_DEFAULT_PATH)
endforeach()
if(OURO_LIT_PROGRAM)
  set(OURO_LIT "${OURO_LIT_PROGRAM}")
elseif(OURO_LIT_PACKAGE) # some majors of Debian ship only the Python package
  set(OURO_LIT "${CMAKE_COMMAND}" -E env "PYTHONPATH=${OURO_LIT_PACKAGE}" "${Python3_EXECUTABLE}" -c
               "__import__('lit.main').main.main()")
else()
  message(FATAL_ERROR "lit was not found beside LLVM ${OURO_LLVM_MAJORS}; run tools/dev/setup "
                      "or configure with -DOURO_BUILD_TESTS=OFF")
endif()

# A sanitized plugin needs the sanitizer's runtime in a program that was built
# without it. clang-tidy itself never frees its AST, so leaks are not asked for.
set(OURO_PRELOAD "")
foreach(pair "address=libasan.so" "thread=libtsan.so" "undefined=libubsan.so")
  string(REPLACE "=" ";" pair "${pair}")
  list(GET pair 0 sanitizer)
  list(GET pair 1 library)
  if(OURO_SANITIZE MATCHES "${sanitizer}")
    execute_process(COMMAND ${CMAKE_CXX_COMPILER} -print-file-name=${library}
                    OUTPUT_VARIABLE path OUTPUT_STRIP_TRAILING_WHITESPACE)
    list(APPEND OURO_PRELOAD "${path}")
  endif()
endforeach()
list(JOIN OURO_PRELOAD ":" OURO_PRELOAD)

# Instrumented code takes many times as long.
set(OURO_LIT_TIMEOUT 300)
if(OURO_SANITIZE)
  set(OURO_LIT_TIMEOUT 1200)
endif()

set(OURO_TEST_ENVIRONMENT
    "ASAN_OPTIONS=detect_leaks=1:strict_string_checks=1"
    "LSAN_OPTIONS=suppressions=${PROJECT_SOURCE_DIR}/test/lsan.supp:print_suppressions=0"
    "UBSAN_OPTIONS=print_stacktrace=1")

foreach(major IN LISTS OURO_LLVM_MAJORS)
  set(OURO_SITE_MAJOR ${major})
  set(OURO_SITE_PREFIX "${OURO_LLVM_${major}_PREFIX}")
  if(major EQUAL OURO_LLVM_PREFERRED)
    set(OURO_SITE_DRIVER "${PROJECT_BINARY_DIR}/bin/ouro")
  else()
    set(OURO_SITE_DRIVER "${PROJECT_BINARY_DIR}/lib/llvm-${major}/ouro")
  endif()
  configure_file("${PROJECT_SOURCE_DIR}/test/lit.site.cfg.py.in" "${PROJECT_BINARY_DIR}/test/lit-${major}/site.py" @ONLY)
endforeach()
# A build folder inside the source tree must not inherit our own .clang-tidy.
configure_file("${PROJECT_SOURCE_DIR}/test/.clang-tidy" "${PROJECT_BINARY_DIR}/test/.clang-tidy" COPYONLY)

function(ouro_add_lit_tests folder major)
  file(GLOB_RECURSE files CONFIGURE_DEPENDS RELATIVE "${CMAKE_CURRENT_SOURCE_DIR}"
       "${CMAKE_CURRENT_SOURCE_DIR}/${folder}/*")
  foreach(file IN LISTS files)
    if(file MATCHES "/Inputs/|Test\\.cpp$|/CMakeLists\\.txt$|\\.pyc$")
      continue()
    endif()
    file(STRINGS "${file}" run REGEX "RUN:" LIMIT_COUNT 1)
    if(NOT run)
      continue()
    endif()
    set(name "${file}@${major}")
    add_test(NAME "${name}" COMMAND ${OURO_LIT} -v -j1 --param "site=${PROJECT_BINARY_DIR}/test/lit-${major}/site.py"
             "${CMAKE_CURRENT_SOURCE_DIR}/${file}")
    set_tests_properties("${name}" PROPERTIES TIMEOUT ${OURO_LIT_TIMEOUT} ENVIRONMENT "${OURO_TEST_ENVIRONMENT}"
                         SKIP_REGULAR_EXPRESSION "UNSUPPORTED: Ouro :: "
                         PASS_REGULAR_EXPRESSION "(^|\n)(PASS|XFAIL): Ouro :: ") # silence is no success
  endforeach()
endfunction()
