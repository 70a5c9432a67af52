const char fuzzed_reader[] = "api";
