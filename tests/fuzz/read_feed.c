const char fuzzed_reader[] = "feed";
