# Language level, warnings, sanitizers, compiler cache: good defaults, so that
# `cmake -S . -B build -G Ninja` is enough.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

if(NOT CMAKE_BUILD_TYPE AND NOT CMAKE_CONFIGURATION_TYPES)
  set(CMAKE_BUILD_TYPE Release CACHE STRING "Build type" FORCE)
endif()

option(OURO_BUILD_TESTS "Build the tests" ON)
option(OURO_WERROR "Treat warnings as errors" OFF)
set(OURO_SANITIZE "" CACHE STRING "Comma-separated sanitizers: address,undefined or thread; empty for none")
option(OURO_COVERAGE "Instrument for coverage" OFF)

find_program(OURO_CCACHE ccache)
if(OURO_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_C_COMPILER_LAUNCHER ${OURO_CCACHE})
  set(CMAKE_CXX_COMPILER_LAUNCHER ${OURO_CCACHE})
endif()

add_compile_options(-Wall -Wextra -Wno-unused-parameter -fdiagnostics-color=auto)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # Both warn about sound code inlined from the standard library and from LLVM
  # (GCC bugs 105651 and 80635); LLVM's own build leaves them out, too.
  add_compile_options(-Wno-maybe-uninitialized $<$<VERSION_LESS:$<CXX_COMPILER_VERSION>,13>:-Wno-restrict>)
endif()
if(OURO_WERROR)
  add_compile_options(-Werror)
endif()
if(OURO_SANITIZE)
  # A report must fail the test that causes it, hence no recovery. The vptr
  # check needs RTTI, which our code is built without.
  string(REPLACE "," ";" sanitizers "${OURO_SANITIZE}")
  foreach(sanitizer IN LISTS sanitizers)
    if(NOT sanitizer MATCHES "^(address|undefined|thread|leak)$")
      message(FATAL_ERROR "OURO_SANITIZE names '${sanitizer}'; known: address, undefined, thread, leak")
    endif()
  endforeach()
  add_compile_options(-fsanitize=${OURO_SANITIZE} -fno-sanitize=vptr -fno-sanitize-recover=all
                      -fno-omit-frame-pointer -g1)
  add_link_options(-fsanitize=${OURO_SANITIZE})
endif()
if(OURO_COVERAGE)
  add_compile_options(--coverage)
  add_link_options(--coverage)
endif()

# Two links at a time: each maps the whole of LLVM's symbols.
set_property(GLOBAL PROPERTY JOB_POOLS link=2)
set(CMAKE_JOB_POOL_LINK link)
