package io.photosync.sandbox;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/** Starts Kafka's servers in this process. */
final class KafkaServers {
    /** Limits Kafka's verbose logging; held here, since the logging system drops unreferenced loggers. */
    private static final List<Logger> TALKATIVE = Stream.of("kafka", "org.apache.kafka", "state.change.logger")
            .map(Logger::getLogger)
            .toList();

    private KafkaServers() {}

    /** Kafka's log stays quiet for as long as this process runs. */
    static void quieten() {
        TALKATIVE.forEach(logger -> logger.setLevel(Level.WARNING));
    }

    /**
     * Prepares a folder for a server's data, which it must be once.
     *
     * @param node the server's {@code node.id}
     */
    static void format(Path folder, int node, Uuid cluster) throws IOException {
        try (PrintStream quiet = new PrintStream(OutputStream.nullOutputStream())) {
            new Formatter()
                    .setClusterId(cluster.toString())
                    .setNodeId(node)
                    .setControllerListenerName(BrokerSettings.CONTROLLER)
                    .setMetadataLogDirectory(folder.toString())
                    .setDirectories(List.of(folder.toString()))
                    .setPrintStream(quiet)
                    .run();
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException("cannot prepare " + folder + " for Kafka", e);
        }
    }

    static KafkaRaftServer start(Properties settings) {
        // Kafka loads some of its classes by name, through the thread's class loader.
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(KafkaRaftServer.class.getClassLoader());
        try {
            KafkaRaftServer server = new KafkaRaftServer(KafkaConfig.fromProps(settings, false), Time.SYSTEM);
            server.startup();
            return server;
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    static void stop(KafkaRaftServer server) {
        server.shutdown();
        server.awaitShutdown();
    }
}
