package dev.millrace.engine;

import io.quarkus.runtime.configuration.MemorySize;
import java.math.BigInteger;
import java.time.Duration;

/** Settings of an engine that hangs and crashes when told to. */
record TestConfig(String sandbox, Duration patience, boolean hooks) implements EngineConfig {

    static TestConfig without() {
        return new TestConfig("off", Duration.ofSeconds(30), true);
    }

    static TestConfig sandboxed() {
        return new TestConfig("required", Duration.ofSeconds(30), true);
    }

    TestConfig patient(Duration newPatience) {
        return new TestConfig(sandbox, newPatience, hooks);
    }

    @Override
    public MemorySize heap() {
        return new MemorySize(BigInteger.valueOf(256L << 20));
    }

    @Override
    public MemorySize addressSpace() {
        return new MemorySize(BigInteger.valueOf(8L << 30));
    }
}
