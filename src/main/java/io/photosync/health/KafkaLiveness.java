package io.photosync.health;

import io.photosync.kafka.FreshClient;
import io.photosync.kafka.KafkaUser;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/**
 * Down when this process makes no progress with Kafka though Kafka answers a fresh client: the fault is in this
 * process, and only a restart helps. An unavailable Kafka does not cause a restart.
 */
@Liveness
@ApplicationScoped
class KafkaLiveness implements HealthCheck {
    /** Longer than a leader election, a broker's restart and what a client recovers from by itself. */
    static final Duration PATIENCE = Duration.ofMinutes(5);

    private final List<KafkaUser> users;
    private final FreshClient fresh;

    @Inject
    KafkaLiveness(@Any Instance<KafkaUser> users, FreshClient fresh) {
        this(users.stream().toList(), fresh);
    }

    KafkaLiveness(List<KafkaUser> users, FreshClient fresh) {
        this.users = users;
        this.fresh = fresh;
    }

    @Override
    public HealthCheckResponse call() {
        Optional<String> stalled = users.stream()
                .map(user -> user.stalled(PATIENCE))
                .flatMap(Optional::stream)
                .findFirst();
        return HealthCheckResponse.named("kafka")
                .status(stalled.isEmpty() || !fresh.answered())
                .withData("state", stalled.orElse("working"))
                .build();
    }
}
