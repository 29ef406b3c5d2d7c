# Writes OUT, a .cpp with the text of every .csv below DIR, so that the programs carry their factor sets with them.
# cmake -DDIR=... -DOUT=... -P embed.cmake
file(GLOB_RECURSE files RELATIVE "${DIR}" "${DIR}/*.csv")
list(SORT files)
set(text "// Made by schema/factors/embed.cmake; not to be edited.\n#include \"schema/factors/embedded.h\"\n\n")
string(APPEND text "namespace quaywatt::schema {\n\nconst std::vector<EmbeddedFile>& embedded_factor_files() {\n")
string(APPEND text "  static const std::vector<EmbeddedFile> files{\n")
foreach(file IN LISTS files)
  file(READ "${DIR}/${file}" content)
  string(APPEND text "    {\"${file}\", R\"quaywatt_csv(${content})quaywatt_csv\"},\n")
endforeach()
string(APPEND text "  };\n  return files;\n}\n\n}  // namespace quaywatt::schema\n")
file(WRITE "${OUT}" "${text}")
