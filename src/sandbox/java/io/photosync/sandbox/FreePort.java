package io.photosync.sandbox;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ports that nobody listens on. They lie below those that systems give to the near end of connections, so that none is
 * taken before its listener binds it, nor while that is stopped. Each process begins elsewhere and gives none twice.
 */
public final class FreePort {
    private static final int FIRST = 10_000;
    private static final int COUNT = 22_000;
    /** Processes that start one after another are that many ports apart. */
    private static final int APART = 977;

    private static final AtomicInteger NEXT =
            new AtomicInteger((int) (ProcessHandle.current().pid() * APART % COUNT));

    private FreePort() {}

    /** @throws IllegalStateException when there is none */
    public static int port() {
        for (int tried = 0; tried < COUNT; tried++) {
            int port = FIRST + NEXT.getAndUpdate(last -> (last + 1) % COUNT);
            if (isFree(port)) {
                return port;
            }
        }
        throw new IllegalStateException("no port from %d on is free".formatted(FIRST));
    }

    static boolean isFree(int port) {
        try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return probe.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
