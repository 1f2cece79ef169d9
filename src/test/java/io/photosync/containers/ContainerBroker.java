package io.photosync.containers;

import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports;
import io.photosync.install.ComposeFile;
import io.photosync.sandbox.FreePort;
import io.photosync.sandbox.KafkaNode;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.admin.Admin;
import org.awaitility.Awaitility;
import org.testcontainers.kafka.KafkaContainer;

/** Kafka from its own image, of the version that the compose file names. */
final class ContainerBroker implements KafkaNode {
    private static final int KAFKA = 9092;
    private static final Duration START = Duration.ofMinutes(2);
    private static final int STOP_SECONDS = 30;

    private final KafkaContainer container;

    private ContainerBroker(KafkaContainer container) {
        this.container = container;
    }

    static ContainerBroker create() {
        KafkaContainer container = new KafkaContainer(ComposeFile.read().image("kafka"))
                .withStartupTimeout(START)
                .withEnv(Map.of(
                        // A service that forgets to create a topic should learn it here.
                        "KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false",
                        "KAFKA_SHARE_COORDINATOR_STATE_TOPIC_REPLICATION_FACTOR", "1",
                        "KAFKA_SHARE_COORDINATOR_STATE_TOPIC_MIN_ISR", "1",
                        "KAFKA_CONTROLLER_QUORUM_VOTERS", "1@localhost:9094"))
                // A port that is drawn anew at each start would be another address after an outage.
                .withCreateContainerCmdModifier(
                        command -> bind(Objects.requireNonNull(command.getHostConfig()), FreePort.port()));
        container.start();
        return new ContainerBroker(container);
    }

    private static void bind(HostConfig host, int port) {
        host.withPortBindings(new PortBinding(Ports.Binding.bindPort(port), ExposedPort.tcp(KAFKA)));
    }

    @Override
    public String bootstrapServers() {
        return container.getBootstrapServers();
    }

    @Override
    public void start() {
        container
                .getDockerClient()
                .startContainerCmd(container.getContainerId())
                .exec();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers()))) {
            Awaitility.await("Kafka at " + bootstrapServers())
                    .atMost(START)
                    .ignoreExceptions()
                    .until(() -> !admin.describeCluster().nodes().get().isEmpty());
        }
    }

    @Override
    public void stop() {
        container
                .getDockerClient()
                .stopContainerCmd(container.getContainerId())
                .withTimeout(STOP_SECONDS)
                .exec();
    }

    @Override
    public void close() {
        container.stop();
    }
}
