# The program `aras`, the library libaras.a made of all layers below it, and the
# rules of `cmake --install`. Everything is found: nothing is listed twice.

include(GNUInstallDirs)

# The program is the layer `command` and its main function.
if(TARGET aras_command AND NOT TARGET aras
   AND EXISTS ${CMAKE_CURRENT_SOURCE_DIR}/command/main.c)
  add_executable(aras command/main.c)
  target_link_libraries(aras PRIVATE aras_command)
endif()
if(TARGET aras)
  install(TARGETS aras RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
endif()

# The library: the objects of all layers but the program's, and the names by which
# pkg-config knows what those layers use.
get_property(targets DIRECTORY PROPERTY BUILDSYSTEM_TARGETS)
set(objects)
set(ARAS_REQUIRES)
foreach(target IN LISTS targets)
  get_target_property(type ${target} TYPE)
  if(target MATCHES "^aras_" AND type STREQUAL "STATIC_LIBRARY"
     AND NOT target STREQUAL "aras_command")
    list(APPEND objects $<TARGET_OBJECTS:${target}>)
    get_target_property(libraries ${target} LINK_LIBRARIES)
    foreach(library IN LISTS libraries)
      if(library MATCHES "^PkgConfig::(.+)")
        list(APPEND ARAS_REQUIRES ${${CMAKE_MATCH_1}_MODULE_NAME})
      endif()
    endforeach()
  endif()
endforeach()
add_library(aras_library STATIC ${objects})
set_target_properties(aras_library PROPERTIES OUTPUT_NAME aras LINKER_LANGUAGE C)
install(TARGETS aras_library ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR})

# An include reads the same inside and outside of the engine: "base/error.h".
install(DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR}/
        DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/aras
        FILES_MATCHING PATTERN "*.h" PATTERN "command" EXCLUDE)

# aras.pc finds its prefix from where it lies, so the whole may be moved.
list(REMOVE_DUPLICATES ARAS_REQUIRES)
list(JOIN ARAS_REQUIRES " " ARAS_REQUIRES)
file(RELATIVE_PATH ARAS_PREFIX_FROM_PC
     ${CMAKE_INSTALL_FULL_LIBDIR}/pkgconfig ${CMAKE_INSTALL_PREFIX})
string(REGEX REPLACE "/$" "" ARAS_PREFIX_FROM_PC "${ARAS_PREFIX_FROM_PC}")
configure_file(aras.pc.in aras.pc @ONLY)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/aras.pc
        DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)

# Manual pages and what a shell needs to complete a command line, as far as written.
file(GLOB pages CONFIGURE_DEPENDS command/*.1 command/manual/*.1)
install(FILES ${pages} DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
file(GLOB pages CONFIGURE_DEPENDS command/*.5 command/manual/*.5)
install(FILES ${pages} DESTINATION ${CMAKE_INSTALL_MANDIR}/man5)
if(EXISTS ${CMAKE_CURRENT_SOURCE_DIR}/command/completion/aras.bash)
  install(FILES command/completion/aras.bash RENAME aras
          DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions)
endif()
if(EXISTS ${CMAKE_CURRENT_SOURCE_DIR}/command/completion/_aras)
  install(FILES command/completion/_aras
          DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/site-functions)
endif()
if(EXISTS ${CMAKE_CURRENT_SOURCE_DIR}/command/completion/aras.fish)
  install(FILES command/completion/aras.fish
          DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d)
endif()

# Models and scenarios to begin with.
foreach(folder IN ITEMS models scenarios)
  if(EXISTS ${PROJECT_SOURCE_DIR}/${folder})
    install(DIRECTORY ${PROJECT_SOURCE_DIR}/${folder}
            DESTINATION ${CMAKE_INSTALL_DATADIR}/aras
            FILES_MATCHING PATTERN "*.cfg" PATTERN "*.md" PATTERN "*.csv")
  endif()
endforeach()
