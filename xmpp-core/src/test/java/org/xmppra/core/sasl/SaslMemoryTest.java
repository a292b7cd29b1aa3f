package org.xmppra.core.sasl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("ST-7")
class SaslMemoryTest {
    private final AtomicInteger derived = new AtomicInteger();

    @Test
    void keysAreDerivedOnce() {
        var memory = new SaslMemory();

        ScramKeys first = memory.keys(id("pencil", "salt", 4096), this::derive);

        assertThat(memory.keys(id("pencil", "salt", 4096), this::derive)).isSameAs(first);
        assertThat(derived).hasValue(1);
    }

    @Test
    void changeOfPasswordSaltOrCountDerivesAnew() {
        var memory = new SaslMemory();

        memory.keys(id("pencil", "salt", 4096), this::derive);
        memory.keys(id("pen", "salt", 4096), this::derive);
        memory.keys(id("pencil", "pepper", 4096), this::derive);
        memory.keys(id("pencil", "salt", 4097), this::derive);

        assertThat(derived).hasValue(4);
    }

    @Test
    void leastRecentlyUsedIsForgottenWhenFull() {
        var memory = new SaslMemory(2);

        memory.keys(id("1", "salt", 4096), this::derive);
        memory.keys(id("2", "salt", 4096), this::derive);
        memory.keys(id("1", "salt", 4096), this::derive);
        memory.keys(id("3", "salt", 4096), this::derive);
        memory.keys(id("1", "salt", 4096), this::derive);
        assertThat(derived).hasValue(3);

        memory.keys(id("2", "salt", 4096), this::derive);
        assertThat(derived).hasValue(4);
    }

    @Test
    void manySessionsAtOnceDeriveOnce() throws Exception {
        var memory = new SaslMemory();
        var go = new CountDownLatch(1);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<ScramKeys>> results = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                results.add(threads.submit(() -> {
                    go.await();
                    return memory.keys(id("pencil", "salt", 4096), this::derive);
                }));
            }
            go.countDown();
            for (Future<ScramKeys> result : results) {
                assertThat(result.get()).isNotNull();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(derived).hasValue(1);
    }

    @Test
    void identityDoesNotShowThePassword() {
        assertThat(id("pencil", "salt", 4096).toString()).doesNotContain("pencil");
    }

    private ScramKeys derive() {
        derived.incrementAndGet();
        return new ScramKeys(new byte[0], new byte[0]);
    }

    private static SaslMemory.KeyId id(String password, String salt, int count) {
        return new SaslMemory.KeyId("user@example.org", new Secret(password), ScramHash.SHA_256, salt, count);
    }
}
