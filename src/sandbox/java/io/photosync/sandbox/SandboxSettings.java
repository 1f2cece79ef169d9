package io.photosync.sandbox;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Settings of a sandbox.
 *
 * @param host the name in all of the tenant's addresses; with another one than {@code localhost} it listens for other
 *     machines too, such as the containers beside its own
 * @param people number of users in the directory
 * @param photoChangeNotifies whether Graph raises {@code updated} for a user whose photo changes; Microsoft documents
 *     that it does not, but some tenants observed it
 * @param folder for certificates; if absent, a temporary folder that is deleted at the end
 * @param log folder for Kafka's log, which may exist already; likewise
 */
public record SandboxSettings(
        Ports ports, String host, int people, boolean photoChangeNotifies, Optional<Path> folder, Optional<Path> log) {
    public static final int PEOPLE = 300;
    public static final String LOCALHOST = "localhost";

    public SandboxSettings {
        if (people < 1) {
            throw new IllegalArgumentException("sandbox.people must be at least 1, got " + people);
        }
        if (!host.matches("[a-z0-9]([-a-z0-9]*[a-z0-9])?")) {
            throw new IllegalArgumentException("sandbox.host must be a host's name without dots, got " + host);
        }
    }

    /** 0 is a free port. */
    public record Ports(int kafka, int entra, int graph, int mySite, int admin) {
        public static final Ports FREE = new Ports(0, 0, 0, 0, 0);

        /** Those of the run command. */
        public static final Ports FIXED = new Ports(19092, 9441, 9442, 9443, 9444);
    }

    /** For tests: free ports, a folder of its own. */
    public static SandboxSettings forTests() {
        return new SandboxSettings(Ports.FREE, LOCALHOST, PEOPLE, true, Optional.empty(), Optional.empty());
    }

    public SandboxSettings withPeople(int number) {
        return new SandboxSettings(ports, host, number, photoChangeNotifies, folder, log);
    }

    public SandboxSettings withPorts(Ports other) {
        return new SandboxSettings(other, host, people, photoChangeNotifies, folder, log);
    }

    public SandboxSettings withFolder(Path other) {
        return new SandboxSettings(ports, host, people, photoChangeNotifies, Optional.of(other), log);
    }

    public SandboxSettings withPhotoChangeNotifies(boolean notifies) {
        return new SandboxSettings(ports, host, people, notifies, folder, log);
    }

    /** Kafka keeps its log there when the sandbox ends, and continues with it at the next start. */
    public SandboxSettings withLog(Path other) {
        return new SandboxSettings(ports, host, people, photoChangeNotifies, folder, Optional.of(other));
    }
}
