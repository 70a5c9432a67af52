const char fuzzed_reader[] = "ids";
