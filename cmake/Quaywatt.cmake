# One target a folder. A folder's sources are listed by glob (CONFIGURE_DEPENDS), so a new file joins
# its folder's target without an edit here; which folder may include which is held by tests/tidy.

# quaywatt_compile_as_one(<target> <folder> SOURCES ... [SEPARATE <glob> ...]): with QUAYWATT_UNITY the files of each
# folder are compiled as one, which reads the headers once a folder. Files that match SEPARATE (relative to the folder),
# whose local names meet those of their neighbours, generated files and tests stay by themselves.
function(quaywatt_compile_as_one target folder)
  if(NOT QUAYWATT_UNITY OR folder MATCHES "^tests/")
    return()
  endif()
  cmake_parse_arguments(ARG "" "" "SOURCES;SEPARATE" ${ARGN})
  list(TRANSFORM ARG_SEPARATE PREPEND "${PROJECT_SOURCE_DIR}/${folder}/")
  set(separate "")
  if(ARG_SEPARATE)
    file(GLOB_RECURSE separate ${ARG_SEPARATE})
  endif()
  set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_MODE GROUP)
  foreach(source IN LISTS ARG_SOURCES)
    if(NOT source IN_LIST separate)
      file(RELATIVE_PATH group "${PROJECT_SOURCE_DIR}" "${source}")
      string(REGEX REPLACE "/[^/]*$" "" group "${group}")
      string(REPLACE "/" "_" group "${group}")
      set_source_files_properties("${source}" PROPERTIES UNITY_GROUP "${group}")
    endif()
  endforeach()
endfunction()

# quaywatt_library(<folder> [RECURSE] [LIBS ...] [SEPARATE <glob> ...]): a static library of the .cpp files directly in
# <folder> (relative to the root), named after it: server/store/mysql -> quaywatt_server_store_mysql.
function(quaywatt_library folder)
  cmake_parse_arguments(ARG "RECURSE" "" "LIBS;SEPARATE" ${ARGN})
  string(REPLACE "/" "_" name "quaywatt_${folder}")
  string(REPLACE "-" "_" name "${name}")
  if(ARG_RECURSE)
    file(GLOB_RECURSE sources CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/${folder}/*.cpp")
  else()
    file(GLOB sources CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/${folder}/*.cpp")
  endif()
  list(FILTER sources EXCLUDE REGEX "/main[^/]*\\.cpp$")
  if(sources)
    add_library(${name} STATIC ${sources})
    quaywatt_compile_as_one(${name} ${folder} SOURCES ${sources} SEPARATE ${ARG_SEPARATE})
    target_include_directories(${name} PUBLIC "${PROJECT_SOURCE_DIR}")
    target_link_libraries(${name} PUBLIC quaywatt_options ${ARG_LIBS})
  else()
    add_library(${name} INTERFACE)
    target_include_directories(${name} INTERFACE "${PROJECT_SOURCE_DIR}")
    target_link_libraries(${name} INTERFACE quaywatt_options ${ARG_LIBS})
  endif()
endfunction()

# quaywatt_program(<name> <main.cpp> LIBS ...): a program, put into <build>/bin.
function(quaywatt_program name main)
  cmake_parse_arguments(ARG "" "" "LIBS" ${ARGN})
  add_executable(${name} "${PROJECT_SOURCE_DIR}/${main}")
  target_link_libraries(${name} PRIVATE ${ARG_LIBS})
  set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}/bin")
endfunction()

# quaywatt_test(<folder> LIBS ...): one GoogleTest program of all .cpp below tests/<folder>.
function(quaywatt_test folder)
  cmake_parse_arguments(ARG "" "" "LIBS" ${ARGN})
  string(REPLACE "/" "_" name "test_${folder}")
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/tests/${folder}/*.cpp")
  if(NOT sources)
    return()
  endif()
  add_executable(${name} ${sources})
  target_include_directories(${name} PRIVATE "${PROJECT_SOURCE_DIR}")
  target_link_libraries(${name} PRIVATE quaywatt_options ${ARG_LIBS} GTest::gmock GTest::gtest_main)
  target_compile_definitions(${name} PRIVATE
    QUAYWATT_SOURCE_DIR="${PROJECT_SOURCE_DIR}" QUAYWATT_BINARY_DIR="${PROJECT_BINARY_DIR}")
  set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}/tests")
  gtest_discover_tests(${name} DISCOVERY_MODE PRE_TEST WORKING_DIRECTORY "${PROJECT_BINARY_DIR}"
    PROPERTIES TIMEOUT 120)
endfunction()
