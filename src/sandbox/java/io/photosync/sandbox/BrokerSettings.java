package io.photosync.sandbox;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/** Settings of the sandbox's broker: as in production, but for one node with little memory. */
final class BrokerSettings {
    static final int NODE = 1;
    static final String CONTROLLER = "CONTROLLER";

    private BrokerSettings() {}

    static Properties of(int port, int controllerPort, Path folder, Optional<KafkaWire> wire) {
        Properties settings = new Properties();
        settings.putAll(Map.ofEntries(
                Map.entry("process.roles", "broker,controller"),
                Map.entry("node.id", Integer.toString(NODE)),
                Map.entry("controller.quorum.voters", NODE + "@127.0.0.1:" + controllerPort),
                Map.entry(
                        "listeners",
                        "PLAINTEXT://127.0.0.1:%d,%s://127.0.0.1:%d".formatted(port, CONTROLLER, controllerPort)),
                Map.entry("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port),
                Map.entry("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT"),
                Map.entry("controller.listener.names", CONTROLLER),
                Map.entry("log.dirs", folder.toString()),
                Map.entry("auto.create.topics.enable", "false"),
                Map.entry("num.partitions", "3"),
                Map.entry("offsets.topic.replication.factor", "1"),
                Map.entry("offsets.topic.num.partitions", "1"),
                Map.entry("transaction.state.log.replication.factor", "1"),
                Map.entry("transaction.state.log.min.isr", "1"),
                Map.entry("transaction.state.log.num.partitions", "1"),
                Map.entry("share.coordinator.state.topic.replication.factor", "1"),
                Map.entry("share.coordinator.state.topic.min.isr", "1"),
                Map.entry("group.initial.rebalance.delay.ms", "0"),
                // The default of 128 MiB is most of what an idle broker holds.
                Map.entry("log.cleaner.dedupe.buffer.size", "4194304"),
                // Index files are allocated in full, one pair for each partition: 10 MiB by default.
                Map.entry("log.index.size.max.bytes", "262144")));
        wire.ifPresent(behind -> addListener(settings, behind));
        return settings;
    }

    /** The advertised address leads clients of the wire back to the wire, not past it. */
    private static void addListener(Properties settings, KafkaWire wire) {
        settings.merge("listeners", "WIRE://127.0.0.1:" + wire.brokerPort(), BrokerSettings::both);
        settings.merge("advertised.listeners", "WIRE://" + wire.bootstrapServers(), BrokerSettings::both);
        settings.merge("listener.security.protocol.map", "WIRE:PLAINTEXT", BrokerSettings::both);
        settings.put("inter.broker.listener.name", "PLAINTEXT");
    }

    private static String both(Object one, Object other) {
        return one + "," + other;
    }
}
