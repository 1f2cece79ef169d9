package io.photosync.sandbox;

import com.sun.net.httpserver.HttpsServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import kafka.server.KafkaRaftServer;

/**
 * Keeps a sandbox across live reloads of the app that it runs in. Each reload loads our classes again, so that only
 * types of the JDK and of Kafka may be kept: in a map among the system properties, where the next generation of this
 * class finds it.
 */
final class LiveReload {
    private static final String PLACE = "io.photosync.sandbox.kept";

    /** The app stops first, which takes up to 10 s for work in flight; then the broker. */
    private static final int PATIENCE_SECONDS = 15;

    static final String BROKER = "broker";
    static final String BROKER_PORT = "broker.port";
    static final String BROKER_FOLDER = "broker.folder";
    static final String SERVERS = "servers";
    static final String KEYS = "keys";
    static final String MEMORY = "memory";
    private static final String APP_STOPPED = "app.stopped";

    private final Map<String, Object> kept;

    private LiveReload(Map<String, Object> kept) {
        this.kept = kept;
    }

    /** Empty at the first start in this process. */
    @SuppressWarnings("unchecked")
    static Optional<LiveReload> find() {
        return Optional.ofNullable(System.getProperties().get(PLACE))
                .map(kept -> new LiveReload((Map<String, Object>) kept));
    }

    /** Keeps these things from now on, and closes them when the process ends. */
    static LiveReload keep(Map<String, Object> things) {
        Map<String, Object> kept = new ConcurrentHashMap<>(things);
        System.getProperties().put(PLACE, kept);
        LiveReload reload = new LiveReload(kept);
        Runtime.getRuntime().addShutdownHook(new Thread(reload::close, "sandbox-end"));
        return reload;
    }

    Map<String, Object> kept() {
        return kept;
    }

    void appStarts() {
        kept.put(APP_STOPPED, new CountDownLatch(1));
    }

    /** @param memory state for the next generation of the tenant */
    void appStopped(Map<String, Object> memory) {
        kept.put(MEMORY, memory);
        ((CountDownLatch) kept.get(APP_STOPPED)).countDown();
    }

    private void close() {
        try {
            if (!((CountDownLatch) kept.get(APP_STOPPED)).await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("the sandbox ends while the app still runs");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        ((List<?>) kept.get(SERVERS)).forEach(server -> ((HttpsServer) server).stop(0));
        ((KafkaRaftServer) kept.get(BROKER)).shutdown();
        ((KafkaRaftServer) kept.get(BROKER)).awaitShutdown();
        Folder.deleteTree((Path) kept.get(BROKER_FOLDER));
    }
}
