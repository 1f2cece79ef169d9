package io.photosync.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;

/**
 * A real single-node Kafka in this process. It does not auto-create topics: a service that forgets to create one should
 * fail here, not in production.
 */
public final class Broker implements KafkaNode {
    private final int port;
    private final Path folder;
    private final boolean ownFolder;
    private final SecondDoor second;
    private Optional<KafkaRaftServer> server = Optional.empty();

    /** An additional listener; at most one of them. */
    private record SecondDoor(Optional<Integer> guardedPort, Optional<KafkaWire> wire) {
        static final SecondDoor NONE = new SecondDoor(Optional.empty(), Optional.empty());
    }

    private Broker(int port, Path folder, boolean ownFolder, SecondDoor second) {
        this.port = port;
        this.folder = folder;
        this.ownFolder = ownFolder;
        this.second = second;
    }

    /**
     * @param port 0 for a free one
     * @param folder where the log goes, and may be from before; without one, a temporary folder that {@link #close} deletes
     */
    public static Broker start(int port, Optional<Path> folder) {
        return start(port, folder, SecondDoor.NONE);
    }

    /**
     * A broker with a second listener on its own port, where clients have only the rights that were granted; see {@link
     * GuardedDoor}.
     */
    static Broker startGuarded() {
        return start(0, Optional.empty(), new SecondDoor(Optional.of(FreePort.port()), Optional.empty()));
    }

    /** A broker on a free port and in a temporary folder, behind a {@link KafkaWire} that can cause faults. */
    public static Broker startWithWire() {
        try {
            ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
            KafkaWire wire = KafkaWire.open(door, FreePort.port());
            return start(0, Optional.empty(), new SecondDoor(Optional.empty(), Optional.of(wire)));
        } catch (IOException e) {
            throw new UncheckedIOException("there is no port for the broker's wire", e);
        }
    }

    private static Broker start(int port, Optional<Path> folder, SecondDoor second) {
        KafkaServers.quieten();
        try {
            Path data = folder.isPresent() ? folder.get() : Files.createTempDirectory("photosync-kafka");
            Broker broker = new Broker(port == 0 ? FreePort.port() : port, data, folder.isEmpty(), second);
            try {
                broker.start();
            } catch (IOException | RuntimeException e) {
                broker.close();
                throw e;
            }
            return broker;
        } catch (IOException e) {
            throw new UncheckedIOException("the broker has no folder for its data", e);
        }
    }

    /** Takes over a running broker from classes that a live reload has replaced. */
    static Broker over(KafkaRaftServer running, int port, Path folder) {
        Broker broker = new Broker(port, folder, false, SecondDoor.NONE);
        broker.server = Optional.of(running);
        return broker;
    }

    /** The state that {@link #over} takes over. */
    Map<String, Object> handles() {
        return Map.of(
                LiveReload.BROKER, server.orElseThrow(),
                LiveReload.BROKER_PORT, port,
                LiveReload.BROKER_FOLDER, folder);
    }

    @Override
    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    /** The address of the second listener. */
    String guardedServers() {
        return "127.0.0.1:" + second.guardedPort().orElseThrow();
    }

    /** Only for a broker with a second listener. */
    public KafkaWire wire() {
        return second.wire().orElseThrow();
    }

    @Override
    public synchronized void start() throws IOException {
        if (server.isPresent()) {
            throw new IllegalStateException("the broker on port " + port + " runs already");
        }
        requireFree(port);
        Files.createDirectories(folder);
        if (!Files.exists(folder.resolve("meta.properties"))) {
            KafkaServers.format(folder, BrokerSettings.NODE, Uuid.randomUuid());
        }
        int controllerPort = FreePort.port();
        Properties settings = BrokerSettings.of(port, controllerPort, folder, second.wire());
        second.guardedPort().ifPresent(guarded -> settings.putAll(GuardedDoor.settings(port, controllerPort, guarded)));
        server = Optional.of(KafkaServers.start(settings));
    }

    @Override
    public synchronized void stop() {
        server.ifPresent(KafkaServers::stop);
        server = Optional.empty();
    }

    @Override
    public void close() {
        second.wire().ifPresent(KafkaWire::close);
        stop();
        if (ownFolder) {
            Folder.deleteTree(folder);
        }
    }

    private static void requireFree(int port) throws IOException {
        try {
            new ServerSocket(port, 1, InetAddress.getLoopbackAddress()).close();
        } catch (BindException taken) {
            throw new IllegalStateException(
                    "port %d, which the sandbox needs for Kafka, is taken by another program".formatted(port), taken);
        }
    }
}
