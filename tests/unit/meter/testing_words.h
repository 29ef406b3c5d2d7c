#pragma once
// Parameters of tests, in letters that every test runner takes for a name.

#include <algorithm>
#include <string>
#include <string_view>

namespace quaywatt::agent {

inline std::string testing_words(std::string_view text) {
  std::string words(text);
  std::replace_if(
      words.begin(), words.end(), [](char c) { return c != ' ' && c != '.' && c != '_' && (c < '0' || c > 'z'); }, ' ');
  return words;
}

}  // namespace quaywatt::agent
