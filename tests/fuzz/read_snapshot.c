const char fuzzed_reader[] = "snapshot";
