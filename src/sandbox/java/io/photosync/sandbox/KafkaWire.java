package io.photosync.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.RequestHeader;

/**
 * A proxy between clients and a {@link Broker} that can delay requests or answer them with an error: a cut network, a
 * broker that accepts no writes but answers everything else, a right that is denied for a while.
 */
public final class KafkaWire implements AutoCloseable {
    private final ServerSocket door;
    private final int broker;
    private final List<Trouble> troubles = new CopyOnWriteArrayList<>();
    private final Set<WireConnection> connections = ConcurrentHashMap.newKeySet();
    /** Guards only the wait of delayed requests. */
    private final Object changed = new Object();

    /** The fault for a request. */
    sealed interface Fate {
        record Passed() implements Fate {}

        record HeldUp() implements Fate {}

        record Answered(Errors error) implements Fate {}
    }

    private record Trouble(Predicate<RequestHeader> which, Fate fate) {}

    private KafkaWire(ServerSocket door, int broker) {
        this.door = door;
        this.broker = broker;
    }

    /** @param broker the port of the broker's listener that advertises this wire's */
    static KafkaWire open(ServerSocket door, int broker) {
        KafkaWire wire = new KafkaWire(door, broker);
        Thread.ofVirtual().name("kafka-wire").start(wire::accept);
        return wire;
    }

    public String bootstrapServers() {
        return "127.0.0.1:" + door.getLocalPort();
    }

    int brokerPort() {
        return broker;
    }

    /** Until {@link #mend} such requests get this answer, and the broker does not see them. */
    public void answer(ApiKeys api, Errors error) {
        trouble(request -> request.apiKey() == api, new Fate.Answered(error));
    }

    /** Until {@link #mend} such requests of clients whose id has that in it wait, and all that comes after them on the connection. */
    public void holdUp(String clientId, ApiKeys... apis) {
        Set<ApiKeys> all = Set.of(apis);
        trouble(request -> request.clientId().contains(clientId) && all.contains(request.apiKey()), new Fate.HeldUp());
    }

    /**
     * Until {@link #mend} nothing of such clients passes.
     *
     * @param clientId a pattern that is found in the client's id
     */
    public void cut(String clientId) {
        Predicate<String> clients = Pattern.compile(clientId).asPredicate();
        trouble(request -> clients.test(request.clientId()), new Fate.HeldUp());
    }

    /** Everything passes again, delayed requests first. */
    public void mend() {
        troubles.clear();
        synchronized (changed) {
            changed.notifyAll();
        }
    }

    private void trouble(Predicate<RequestHeader> which, Fate fate) {
        troubles.add(new Trouble(which, fate));
    }

    /** The fault for the request; blocks while it is delayed. */
    Fate fate(RequestHeader request) throws InterruptedException {
        synchronized (changed) {
            while (now(request) instanceof Fate.HeldUp) {
                changed.wait();
            }
        }
        return now(request);
    }

    private Fate now(RequestHeader request) {
        return troubles.stream()
                .filter(trouble -> trouble.which().test(request))
                .map(Trouble::fate)
                .findFirst()
                .orElseGet(Fate.Passed::new);
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                connections.add(
                        WireConnection.open(client, new Socket(InetAddress.getLoopbackAddress(), broker), this));
            } catch (IOException e) {
                // The wire is closed, or the broker is unavailable: the client gets no answer, as without a wire.
            }
        }
    }

    void ended(WireConnection connection) {
        connections.remove(connection);
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        mend();
        connections.forEach(WireConnection::close);
    }
}
