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
 * Down when this process gets nowhere with Kafka though Kafka answers others: what is broken is here, and a restart is the only cure
 * left. A Kafka that is away is no reason.
 */
@Liveness
@ApplicationScoped
class KafkaLiveness implements HealthCheck {
    /** Longer than a change of leaders, a broker's restart and whatever a client makes good by itself. */
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
        Optional<String> still = users.stream()
                .map(user -> user.stalled(PATIENCE))
                .flatMap(Optional::stream)
                .findFirst();
        return HealthCheckResponse.named("kafka")
                .status(still.isEmpty() || !fresh.answered())
                .withData("state", still.orElse("working"))
                .build();
    }
}
