#pragma once
// Transactions over plain maps: every write is noted with how it is undone. A crash undoes the open transaction, a
// failover or the restore of a dump undoes committed ones.

#include <cstddef>
#include <functional>
#include <utility>
#include <vector>

namespace quaywatt::simulation {

class History {
 public:
  /// Called before every write: may throw what stops the transaction there.
  std::function<void()> before_write = [] {};

  void begin() { open_.clear(); }
  void commit() { committed_.push_back(std::exchange(open_, {})); }
  void roll_back() { undo(open_); }

  /// How many transactions are committed: a dump is such a number.
  std::size_t mark() const { return committed_.size(); }
  /// Everything after `mark` never happened.
  void go_back(std::size_t mark) {
    while (committed_.size() > mark) {
      undo(committed_.back());
      committed_.pop_back();
    }
  }

  template <typename Map>
  void put(Map& map, const typename Map::key_type& key, typename Map::mapped_type value) {
    before_write();
    const auto found = map.find(key);
    if (found == map.end()) {
      open_.push_back([&map, key] { map.erase(key); });
      map.emplace(key, std::move(value));
    } else {
      open_.push_back([&map, key, before = std::move(found->second)] { map.insert_or_assign(key, before); });
      found->second = std::move(value);
    }
  }

  template <typename Map>
  void erase(Map& map, const typename Map::key_type& key) {
    before_write();
    const auto found = map.find(key);
    if (found == map.end()) return;
    open_.push_back([&map, key, before = std::move(found->second)] { map.insert_or_assign(key, before); });
    map.erase(found);
  }

  template <typename Value>
  void set(Value& target, Value value) {
    before_write();
    open_.push_back([&target, before = std::exchange(target, std::move(value))] { target = before; });
  }

 private:
  using Undo = std::function<void()>;
  static void undo(std::vector<Undo>& steps) {
    for (auto step = steps.rbegin(); step != steps.rend(); ++step) (*step)();
    steps.clear();
  }

  std::vector<Undo> open_;
  std::vector<std::vector<Undo>> committed_;
};

}  // namespace quaywatt::simulation
