# How every target of the project is declared: C++20, strict warnings on our own code only (the QML cache code that Qt
# generates does not survive them), includes from the root of the source tree, sources listed and never globbed.

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_AUTOMOC OFF)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/bin")

find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
    set(CMAKE_CXX_COMPILER_LAUNCHER "${CCACHE_PROGRAM}")
endif()

if(ASTREINTE_SANITIZE_ADDRESS)
    add_compile_options(-fsanitize=address,undefined -fno-omit-frame-pointer -fno-sanitize-recover=undefined)
    add_link_options(-fsanitize=address,undefined)
elseif(ASTREINTE_SANITIZE_THREAD)
    add_compile_options(-fsanitize=thread -fno-omit-frame-pointer)
    add_link_options(-fsanitize=thread)
endif()

function(astreinte_strict target)
    target_compile_options(${target} PRIVATE -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual
                                             -Wconversion -Wno-sign-conversion -Werror)
    target_compile_definitions(${target} PRIVATE QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_URL_CAST_FROM_STRING
                                                 QT_NO_FOREACH QT_NO_KEYWORDS)
endfunction()

# astreinte_library(core_message SOURCES a.h a.cpp LINKS Qt6::Core [PRIVATE_LINKS ...] [MOC])
# declares the static library astreinte_core_message, alias astreinte::core_message.
function(astreinte_library name)
    cmake_parse_arguments(arg "MOC" "" "SOURCES;LINKS;PRIVATE_LINKS" ${ARGN})
    add_library(astreinte_${name} STATIC ${arg_SOURCES})
    add_library(astreinte::${name} ALIAS astreinte_${name})
    target_include_directories(astreinte_${name} PUBLIC "${PROJECT_SOURCE_DIR}")
    target_link_libraries(astreinte_${name} PUBLIC ${arg_LINKS} PRIVATE ${arg_PRIVATE_LINKS})
    set_target_properties(astreinte_${name} PROPERTIES AUTOMOC ${arg_MOC})
    astreinte_strict(astreinte_${name})
endfunction()

# astreinte_test(core_message_grammar SOURCES tst_grammar.cpp LINKS astreinte::core_message [LABELS core])
# declares a Qt Test executable and registers it; tests find their data through ASTREINTE_SOURCE_DIR.
function(astreinte_test name)
    cmake_parse_arguments(arg "" "TIMEOUT" "SOURCES;LINKS;LABELS;ENVIRONMENT" ${ARGN})
    add_executable(test_${name} ${arg_SOURCES})
    set_target_properties(test_${name} PROPERTIES AUTOMOC ON RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/tests/bin")
    target_link_libraries(test_${name} PRIVATE ${arg_LINKS} Qt6::Test)
    target_include_directories(test_${name} PRIVATE "${PROJECT_SOURCE_DIR}")
    target_compile_definitions(test_${name} PRIVATE ASTREINTE_SOURCE_DIR="${PROJECT_SOURCE_DIR}"
                                                    ASTREINTE_BINARY_DIR="${PROJECT_BINARY_DIR}")
    astreinte_strict(test_${name})
    target_compile_options(test_${name} PRIVATE -Wno-conversion)
    add_test(NAME ${name} COMMAND test_${name})
    if(NOT arg_TIMEOUT)
        set(arg_TIMEOUT 120)
    endif()
    set_tests_properties(${name} PROPERTIES TIMEOUT ${arg_TIMEOUT} LABELS "${arg_LABELS}"
        ENVIRONMENT "QT_QPA_PLATFORM=offscreen;${arg_ENVIRONMENT}")
endfunction()
