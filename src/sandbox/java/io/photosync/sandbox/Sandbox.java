package io.photosync.sandbox;

import io.photosync.sandbox.entra.IdTokenSwitches;
import io.photosync.sandbox.entra.Workload;
import io.photosync.sandbox.faults.Troubles;
import io.photosync.sandbox.graph.Deliveries;
import io.photosync.sandbox.graph.Switches;
import io.photosync.sandbox.people.Directory;
import io.photosync.sandbox.people.ExchangePhotos;
import io.photosync.sandbox.people.Groups;
import io.photosync.sandbox.people.Person;
import io.photosync.sandbox.people.Photo;
import io.photosync.sandbox.people.Tenant;
import io.photosync.sandbox.sharepoint.SharePoint;
import io.photosync.sandbox.tls.Keyring;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import kafka.server.KafkaRaftServer;

/** The running tenant and its broker. */
public final class Sandbox implements AutoCloseable {
    /** Longer than a cluster's, which renews its file every hour. */
    private static final Duration FEDERATED_LIFETIME = Duration.ofDays(7);

    /** The namespace in the URL; the sandbox's broker acts as it. */
    static final String EVENT_HUBS = "https://sandbox.servicebus.windows.net";

    private static final String EVENT_HUB = "graph-notifications";

    private final Folder folder;
    private final Keyring keys;
    private final Services services;
    private final KafkaNode broker;
    private final Microsoft365 tenant;
    private final VisitorTokens visitor;

    private Sandbox(SandboxSettings settings, Folder folder, Keyring keys, Services services, KafkaNode broker) {
        this.folder = folder;
        this.keys = keys;
        this.services = services;
        this.broker = broker;
        this.tenant = new Microsoft365(settings, keys, services, broker, Clock.systemUTC());
        this.visitor = new VisitorTokens(tenant.resources, tenant.tokens, Clock.systemUTC());
    }

    /** Returns when everything is up. An error names a port that is taken. */
    public static Sandbox start(SandboxSettings settings) {
        return start(settings, () -> Broker.start(settings.ports().kafka(), settings.log()));
    }

    /** The same with another Kafka than one in this process. */
    public static Sandbox start(SandboxSettings settings, Supplier<? extends KafkaNode> kafka) {
        Keyring keys = Keyring.create(Clock.systemUTC(), settings.host());
        // Before any file is written: another sandbox may use the same ports, and with them the same folder.
        Services services = Services.bind(settings, keys);
        Folder folder = Folder.at(settings.folder());
        try {
            write(keys, folder);
            return new Sandbox(settings, folder, keys, services, kafka.get());
        } catch (RuntimeException e) {
            services.close();
            folder.discard();
            throw e;
        }
    }

    /** Continues with ports, keys, Kafka and state that {@link #suspend} left in this process. */
    @SuppressWarnings("unchecked")
    static Sandbox resume(SandboxSettings settings, Map<String, Object> kept) {
        Keyring keys = Keyring.of((List<?>) kept.get(LiveReload.KEYS));
        Services services = Services.over((List<?>) kept.get(LiveReload.SERVERS));
        Broker broker = Broker.over(
                (KafkaRaftServer) kept.get(LiveReload.BROKER), (Integer) kept.get(LiveReload.BROKER_PORT), (Path)
                        kept.get(LiveReload.BROKER_FOLDER));
        Sandbox sandbox = new Sandbox(settings, Folder.at(settings.folder()), keys, services, broker);
        sandbox.tenant.recall((Map<String, Object>) kept.get(LiveReload.MEMORY));
        return sandbox;
    }

    /** The state that {@link #resume} needs, except the memory. */
    Map<String, Object> handles() {
        if (!(broker instanceof Broker own)) {
            throw new IllegalStateException("only a broker of this process outlives a live reload");
        }
        Map<String, Object> handles = new HashMap<>(own.handles());
        handles.put(LiveReload.KEYS, keys.handles());
        handles.put(LiveReload.SERVERS, services.servers());
        return handles;
    }

    /** Stops background work and returns its state; ports and broker stay as they are. */
    Map<String, Object> suspend() {
        tenant.close();
        return tenant.memory();
    }

    private static void write(Keyring keys, Folder folder) {
        try {
            keys.write(folder.path());
            Files.writeString(
                    folder.path().resolve("federated.jwt"),
                    Workload.token(keys.workload().getPrivate(), Clock.systemUTC(), FEDERATED_LIFETIME));
        } catch (IOException e) {
            throw new UncheckedIOException("the sandbox cannot write its certificates to " + folder.path(), e);
        }
    }

    /** All settings that photo sync needs to use this tenant. */
    public Map<String, String> serviceSettings() {
        return Map.ofEntries(
                Map.entry("kafka.bootstrap.servers", broker.bootstrapServers()),
                Map.entry("photosync.tenant-id", Tenant.ID),
                Map.entry("photosync.client-id", Tenant.APP),
                Map.entry("photosync.certificate.path", file("client.pem").toString()),
                Map.entry("photosync.certificate.key-path", file("client.key").toString()),
                Map.entry("photosync.tls.trust-path", file("ca.pem").toString()),
                // The machine's proxy must not be used for it.
                Map.entry(
                        "photosync.no-proxy", URI.create(services.entra().url()).getHost()),
                Map.entry("photosync.login-url", services.entra().url()),
                Map.entry("photosync.graph-url", services.graph().url()),
                Map.entry("photosync.sharepoint.my-site-url", services.mySite().url()),
                Map.entry("photosync.sharepoint.admin-url", services.admin().url()));
    }

    /** Creates an event hub, and returns the additional settings for notifications through it. */
    public Map<String, String> eventHub() {
        try {
            tenant.eventHubs.make(EVENT_HUB);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the event hub was made", e);
        }
        return Map.of(
                "photosync.notifications",
                "event-hub",
                "photosync.event-hub.notification-url",
                "EventHub:%s/eventhubname/%s?tenantId=%s".formatted(EVENT_HUBS, EVENT_HUB, Tenant.ID),
                "photosync.event-hub.bootstrap-servers",
                broker.bootstrapServers(),
                "photosync.event-hub.kafka.\"security.protocol\"",
                "PLAINTEXT");
    }

    public Directory directory() {
        return tenant.directory;
    }

    public ExchangePhotos exchangePhotos() {
        return tenant.photos;
    }

    /** For tests: the groups and their members. */
    public Groups groups() {
        return tenant.groups;
    }

    /** For tests: faults, latency, counters. */
    public Troubles troubles() {
        return tenant.troubles;
    }

    public SharePoint sharePoint() {
        return tenant.sharePoint;
    }

    /** For tests: how Graph behaves where tenants differ. */
    public Switches switches() {
        return tenant.switches;
    }

    /** For tests: delivery of the notifications. */
    public Deliveries.Tally deliveries() {
        return tenant.deliveries.tally();
    }

    /** For tests: how many subscriptions Graph holds. */
    public int subscriptions() {
        return tenant.store.live().size();
    }

    /** A visitor's token with all roles of one audience. */
    public String token(String audience) {
        return visitor.of(audience);
    }

    /**
     * For tests: replaces photo sync's roles for a resource, in tokens from now on; existing tokens keep their roles.
     *
     * @param audience the resource's address, such as {@link #adminUrl()}
     */
    public void grant(String audience, String... roles) {
        if (!tenant.resources.grant(audience, List.of(roles))) {
            throw new IllegalArgumentException("no resource of the sandbox: " + audience);
        }
    }

    /** For tests: SharePoint imports this user's photo from Exchange by itself. */
    public void pull(String idOrName) {
        Person person = directory().find(idOrName).orElseThrow();
        sharePoint().pull(person, exchangePhotos().find(person.id()).map(Photo::jpeg));
    }

    /** For tests: lifetime of tokens from now on. */
    public void tokenLifetime(Duration lifetime) {
        tenant.tokens.setLifetime(lifetime);
    }

    /** For tests: an address of the service, {@code /ops/signed-in} below it, to which Entra may send users back. */
    public void registerRedirectUri(String uri) {
        tenant.redirectUris.register(uri);
    }

    /** For tests: what is wrong with the ID tokens of those who sign in. */
    public IdTokenSwitches idTokens() {
        return tenant.tokens.idTokens();
    }

    public KafkaNode broker() {
        return broker;
    }

    public Keyring keys() {
        return keys;
    }

    public String entraUrl() {
        return services.entra().url();
    }

    public String graphUrl() {
        return services.graph().url();
    }

    public String mySiteUrl() {
        return services.mySite().url();
    }

    public String adminUrl() {
        return services.admin().url();
    }

    /** One of {@code ca.pem}, {@code client.pem}, {@code client.key}, {@code federated.jwt}. */
    public Path file(String name) {
        return folder.path().resolve(name);
    }

    @Override
    public void close() {
        tenant.close();
        services.close();
        broker.close();
        folder.discard();
    }
}
