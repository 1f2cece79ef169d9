package io.photosync.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.IntStream;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;

/**
 * A real Kafka of several brokers in this process, for what one broker cannot show. The first is also the controller.
 * Its data is in temporary folders that {@link #close} deletes.
 */
public final class KafkaCluster implements AutoCloseable {
    private final Uuid id = Uuid.randomUuid();
    private final int controllerPort = FreePort.port();
    private final List<Integer> ports = new ArrayList<>();
    private final List<Path> folders = new ArrayList<>();
    /** Those started last come first. */
    private final Deque<KafkaRaftServer> servers = new ArrayDeque<>();

    private KafkaCluster() {}

    /** @param brokers how many; it returns when all of them are part of the cluster */
    public static KafkaCluster start(int brokers) {
        KafkaServers.quieten();
        KafkaCluster cluster = new KafkaCluster();
        try {
            IntStream.range(BrokerSettings.NODE, BrokerSettings.NODE + brokers).forEach(cluster::add);
        } catch (RuntimeException e) {
            cluster.close();
            throw e;
        }
        return cluster;
    }

    /** The addresses of all brokers. */
    public String bootstrapServers() {
        return String.join(",", ports.stream().map(port -> "127.0.0.1:" + port).toList());
    }

    private void add(int node) {
        try {
            Path folder = Files.createTempDirectory("photosync-kafka");
            folders.add(folder);
            KafkaServers.format(folder, node, id);
            int port = FreePort.port();
            Properties settings = BrokerSettings.of(port, controllerPort, folder, Optional.empty());
            if (node != BrokerSettings.NODE) {
                settings.putAll(Map.of(
                        "process.roles",
                        "broker",
                        "node.id",
                        Integer.toString(node),
                        "listeners",
                        "PLAINTEXT://127.0.0.1:" + port));
            }
            servers.push(KafkaServers.start(settings));
            ports.add(port);
        } catch (IOException e) {
            throw new UncheckedIOException("the broker has no folder for its data", e);
        }
    }

    @Override
    public void close() {
        // The controller goes last: the others hand their partitions over by it.
        servers.forEach(KafkaServers::stop);
        folders.forEach(Folder::deleteTree);
    }
}
