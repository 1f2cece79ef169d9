package io.photosync.ops.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class StatusPartsTest {
    private record Part(String name, Supplier<Object> shown) implements StatusPart {
        @Override
        public Object state() {
            return shown.get();
        }
    }

    @Test
    void a_part_that_fails_has_its_error_and_the_others_are_shown() {
        StatusPart broken = new Part("drift", () -> {
            throw new IllegalStateException("no such host");
        });

        assertThat(StatusParts.read(List.of(broken, new Part("sweep", () -> "on time"))))
                .containsExactly(
                        entry(
                                "drift",
                                new StatusParts.Failed(
                                        "cannot be shown: java.lang.IllegalStateException: no such host")),
                        entry("sweep", "on time"));
    }

    @Test
    void a_replica_has_a_name() {
        assertThat(new ReplicaStatus().state().host()).isNotBlank();
    }
}
