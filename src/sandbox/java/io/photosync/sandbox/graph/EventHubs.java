package io.photosync.sandbox.graph;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.photosync.sandbox.http.Json;
import io.photosync.sandbox.people.Tenant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Delivery by Event Hubs: the sandbox's broker takes the part of every namespace, a topic that of an event hub;
 * https://learn.microsoft.com/graph/change-notifications-delivery-event-hubs.
 */
public final class EventHubs implements AutoCloseable {
    private static final String SCHEME = "EventHub:";
    private static final Pattern URL = Pattern.compile(
            SCHEME + "https://[^/]+\\.servicebus\\.windows\\.net/eventhubname/([^/?]+)\\?tenantId=(.+)");
    private static final int PARTITIONS = 4;

    private final Supplier<String> bootstrapServers;
    private Optional<KafkaProducer<byte[], byte[]>> producer = Optional.empty();

    /** @param bootstrapServers of the broker */
    public EventHubs(Supplier<String> bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    static boolean isMeant(String url) {
        return url.startsWith(SCHEME);
    }

    /** The form by role assignment; that of a key vault is about to end, says Microsoft, and is not played here. */
    static void check(String property, String url) throws GraphError {
        Matcher matcher = URL.matcher(url);
        if (!matcher.matches()) {
            throw new GraphError(400, "InvalidRequest", "Invalid '%s' attribute: '%s'.".formatted(property, url));
        }
        if (!matcher.group(2).equals(Tenant.ID)) {
            throw new GraphError(
                    400, "ValidationError", "The event hub is not in the tenant %s.".formatted(matcher.group(2)));
        }
    }

    /** Not a handshake but a message that says NA in every field. */
    void validate(String url) throws InterruptedException {
        String hub = hub(url);
        make(hub);
        String text = "Validation: Testing client application reachability for subscription Request-Id: ";
        ObjectNode item = Json.object()
                .put("subscriptionId", "NA")
                .put("subscriptionExpirationDateTime", "NA")
                .put("clientState", "NA")
                .put("changeType", text + UUID.randomUUID())
                .put("resource", "NA");
        item.putObject("resourceData")
                .put("@odata.type", "NA")
                .put("@odata.id", "NA")
                .put("id", "NA");
        ObjectNode body = Json.object();
        body.putArray("value").add(item);
        put(url, Json.write(body));
    }

    /** Creates an event hub, as an administrator does in Azure, unless it exists. */
    public void make(String hub) throws InterruptedException {
        Map<String, Object> settings = Map.of("bootstrap.servers", bootstrapServers.get());
        try (Admin admin = client(() -> Admin.create(settings))) {
            admin.createTopics(List.of(new NewTopic(hub, PARTITIONS, (short) 1)))
                    .all()
                    .get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new IllegalStateException("the sandbox cannot make the event hub " + hub, e.getCause());
            }
        }
    }

    /** Returns when it is there. */
    void put(String url, byte[] body) throws InterruptedException {
        try {
            producer().send(new ProducerRecord<>(hub(url), body)).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the event hub does not take a message: " + url, e.getCause());
        }
    }

    private synchronized KafkaProducer<byte[], byte[]> producer() {
        if (producer.isEmpty()) {
            Map<String, Object> settings =
                    Map.of("bootstrap.servers", bootstrapServers.get(), "acks", "all", "linger.ms", 0);
            producer = Optional.of(
                    client(() -> new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())));
        }
        return producer.get();
    }

    /** Kafka finds some of its classes by name, through the thread, and ours is one of an HTTP server. */
    private static <T> T client(Supplier<T> made) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(KafkaProducer.class.getClassLoader());
        try {
            return made.get();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static String hub(String url) {
        Matcher matcher = URL.matcher(url);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("no event hub: " + url);
        }
        return matcher.group(1);
    }

    @Override
    public synchronized void close() {
        producer.ifPresent(KafkaProducer::close);
        producer = Optional.empty();
    }
}
