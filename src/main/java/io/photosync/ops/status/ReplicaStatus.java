package io.photosync.ops.status;

import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/** Which replica answers. */
@ApplicationScoped
public class ReplicaStatus implements StatusPart {
    private final String host = host();

    /** @param host name of the host or pod */
    public record State(String host) {}

    @Override
    public String name() {
        return "replica";
    }

    @Override
    public State state() {
        return new State(host);
    }

    /** Containers are told their name; elsewhere the system knows it. */
    private static String host() {
        return Optional.ofNullable(System.getenv("HOSTNAME"))
                .filter(name -> !name.isBlank())
                .orElseGet(ReplicaStatus::ofSystem);
    }

    private static String ofSystem() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            // The name is known, and has no address.
            return e.getMessage().replaceFirst(":.*", "");
        }
    }
}
