# Files that are compiled in: OURO_GENERATED_DIR/RuleDocs.inc from
# docs/rules/*.md. Each .inc defines one static function, documented in
# EmbedFiles.cmake.
set(OURO_GENERATED_DIR "${PROJECT_BINARY_DIR}/generated")
add_custom_target(ouroGenerated)

function(ouro_embed output function)
  # The names stand in the command line, so a removed file re-runs it as well.
  list(JOIN ARGN "|" names)
  add_custom_command(
    OUTPUT "${OURO_GENERATED_DIR}/${output}"
    COMMAND ${CMAKE_COMMAND} "-DOUT=${OURO_GENERATED_DIR}/${output}" "-DFUNCTION=${function}" "-DFILES=${names}"
            -P "${PROJECT_SOURCE_DIR}/tools/cmake/EmbedFiles.cmake"
    DEPENDS ${ARGN} "${PROJECT_SOURCE_DIR}/tools/cmake/EmbedFiles.cmake"
    COMMENT "Embedding files into ${output}" VERBATIM)
  add_custom_target(ouro_${output} DEPENDS "${OURO_GENERATED_DIR}/${output}")
  add_dependencies(ouroGenerated ouro_${output})
endfunction()

file(GLOB pages CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/docs/rules/*.md")
ouro_embed(RuleDocs.inc documentationOf ${pages})
