package io.photosync.containers;

import io.photosync.sandbox.Broker;
import io.photosync.sandbox.KafkaNode;
import java.util.Locale;
import java.util.Optional;

/** Which Kafka the checks of the packaged service run against; {@code -Pcontainers} chooses the container. */
public enum BrokerKind {
    /** The sandbox's own, in the test's process. */
    EMBEDDED {
        @Override
        public KafkaNode start() {
            return Broker.start(0, Optional.empty());
        }
    },
    /** That of the compose file. */
    CONTAINER {
        @Override
        public KafkaNode start() {
            return ContainerBroker.create();
        }
    };

    private static final String PROPERTY = "photosync.test.broker";

    /** On a port of its own, without topics. */
    public abstract KafkaNode start();

    /** @throws IllegalArgumentException if {@code photosync.test.broker} is neither of them */
    public static BrokerKind chosen() {
        return valueOf(System.getProperty(PROPERTY, EMBEDDED.name()).toUpperCase(Locale.ROOT));
    }
}
