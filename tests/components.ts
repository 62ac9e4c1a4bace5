import { configure } from "@testing-library/react";

// What a test waits for is a state; a busy machine may take a while to get there.
configure({ asyncUtilTimeout: 10_000 });
