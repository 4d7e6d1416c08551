// A body that returns early, a `-> void`, and tabs.
// EXPECT: 	auto self = weak.lock();
#include <cstdio>
#include <functional>
#include <memory>

struct Lamp : std::enable_shared_from_this<Lamp> {
	std::function<void(bool)> toggled;
	bool lit = false;
	void wire() {
		toggled = [self = shared_from_this()](bool on) -> void {
			if (self->lit == on)
				return;
			self->lit = on;
			std::puts(on ? "on" : "off");
		};
	}
};

int main() {
	auto lamp = std::make_shared<Lamp>();
	lamp->wire();
	lamp->toggled(true);
	lamp->toggled(true);
	lamp->toggled(false);
}
