#pragma once
// Files and standard streams of the commands that stream. Everything here throws std::system_error with the path when a
// file cannot be opened, read or written.

#include <fstream>
#include <iosfwd>
#include <string>

namespace quaywatt::server {

struct StandardStreams {
  std::istream& in;
  std::ostream& out;
};

/// A file to read, or the standard input for "-".
class InputFile {
 public:
  InputFile(const std::string& path, const StandardStreams& streams);

  /// Up to `size` bytes; 0 at the end only.
  std::size_t read(char* bytes, std::size_t size);

 private:
  std::string path_;
  std::filebuf file_;
  std::streambuf* source_;
};

/// A file to write, made or cut to nothing, or the standard output for "-".
class OutputFile {
 public:
  OutputFile(const std::string& path, const StandardStreams& streams);

  void write(const char* bytes, std::size_t size);
  /// Hands everything to the system; without it the end may be lost unseen.
  void finish();

 private:
  std::string path_;
  std::filebuf file_;
  std::streambuf* target_;
};

/// Whether two paths name the same existing file.
bool is_same_file(const std::string& left, const std::string& right);

std::string read_whole_file(const std::string& path, const StandardStreams& streams, std::size_t max_bytes);

/// Writes a regular file beside its place and renames it, so that a reader never sees half of it.
void write_whole_file(const std::string& path, const StandardStreams& streams, const std::string& text);

}  // namespace quaywatt::server
