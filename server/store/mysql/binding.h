#pragma once
// Puts values into the question marks of a prepared statement.

#include <cppconn/prepared_statement.h>

#include <istream>
#include <memory>
#include <streambuf>
#include <string_view>
#include <variant>
#include <vector>

#include "server/store/mysql/parameter.h"

namespace quaywatt::server::mysql {

// A stream over bytes that are not ours, because the driver takes blobs as streams.
class ViewBuffer : public std::streambuf {
 public:
  explicit ViewBuffer(std::string_view bytes) {
    char* begin = const_cast<char*>(bytes.data());  // only ever read
    setg(begin, begin, begin + bytes.size());
  }
};

struct ViewStream : private ViewBuffer, public std::istream {
  explicit ViewStream(std::string_view bytes) : ViewBuffer(bytes), std::istream(static_cast<std::streambuf*>(this)) {}
};

/// Binds parameters and keeps the streams of blobs alive until the statement has run.
class Binding {
 public:
  Binding(sql::PreparedStatement& statement, const std::vector<Parameter>& parameters) : statement_(statement) {
    for (const Parameter& parameter : parameters) {
      ++index_;
      std::visit([this](const auto& value) { bind(value); }, parameter);
    }
  }

 private:
  void bind(std::nullptr_t) { statement_.setNull(index_, 0); }
  void bind(std::int64_t number) { statement_.setInt64(index_, number); }
  void bind(std::uint64_t number) { statement_.setUInt64(index_, number); }
  void bind(double number) { statement_.setDouble(index_, number); }
  void bind(std::string_view text) { statement_.setString(index_, sql::SQLString(text.data(), text.size())); }
  void bind(Bytes bytes) {
    streams_.push_back(std::make_unique<ViewStream>(bytes.view));
    statement_.setBlob(index_, streams_.back().get());
  }

  sql::PreparedStatement& statement_;
  unsigned index_ = 0;
  std::vector<std::unique_ptr<std::istream>> streams_;
};

}  // namespace quaywatt::server::mysql
