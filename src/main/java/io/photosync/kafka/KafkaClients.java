package io.photosync.kafka;

import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;

/** Plain Kafka clients, configured by the {@code kafka.*} settings like the connector's. */
@ApplicationScoped
public class KafkaClients {
    private final Map<String, Object> connection;
    private final KafkaNames names;
    private final Optional<ClientMetrics> metrics;

    @Inject
    KafkaClients(
            @Identifier("default-kafka-broker") Map<String, Object> connection,
            TopicSettings settings,
            ClientMetrics metrics) {
        this(connection, new KafkaNames(settings.prefix().orElse("")), Optional.of(metrics));
    }

    /** The same without metrics. */
    public KafkaClients(Map<String, Object> connection, TopicSettings settings) {
        this(connection, new KafkaNames(settings.prefix().orElse("")));
    }

    /** For a broker whose topics and groups have no prefix. */
    public KafkaClients(Map<String, Object> connection) {
        this(connection, new KafkaNames(""));
    }

    KafkaClients(Map<String, Object> connection, KafkaNames names) {
        this(connection, names, Optional.empty());
    }

    KafkaClients(Map<String, Object> connection, KafkaNames names, Optional<ClientMetrics> metrics) {
        this.connection = Map.copyOf(connection);
        this.names = names;
        this.metrics = metrics;
    }

    /** Clients of another broker, whose topics and groups have no prefix; their metrics are beside those of these. */
    public KafkaClients elsewhere(Map<String, Object> connection) {
        return new KafkaClients(connection, new KafkaNames(""), metrics);
    }

    /** The names of topics and groups on the broker of these clients. */
    public KafkaNames names() {
        return names;
    }

    /** The setting that says where the broker is, for messages. */
    public String address() {
        return "kafka.bootstrap.servers=" + connection.get(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG);
    }

    /** The compression of our producers by the settings, if any. */
    public Optional<String> compression() {
        return Optional.ofNullable(connection.get(ProducerConfig.COMPRESSION_TYPE_CONFIG))
                .map(Object::toString);
    }

    public Admin admin() {
        Map<String, Object> config = new HashMap<>(connection);
        config.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000);
        config.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
        return new BoundedAdmin(config);
    }

    /**
     * A short-lived producer. It has lost nothing once a send is acknowledged, and its own retries write nothing twice.
     *
     * @see #producer(String)
     */
    public KafkaProducer<String, byte[]> producer() {
        return new BoundedProducer(forProducer());
    }

    /** The same for the process's lifetime, with metrics under that name. */
    KafkaProducer<String, byte[]> producer(String name) {
        Map<String, Object> config = forProducer();
        config.put(ProducerConfig.CLIENT_ID_CONFIG, clientId(name));
        return metrics.<KafkaProducer<String, byte[]>>map(measured -> new MeteredProducer(config, measured))
                .orElseGet(() -> new BoundedProducer(config));
    }

    private Map<String, Object> forProducer() {
        Map<String, Object> config = new HashMap<>(connection);
        config.putAll(producerConfig());
        return config;
    }

    /** The same name each time that client is rebuilt: Kafka's own ids count on, and metrics would change each time. */
    private String clientId(String name) {
        return connection.getOrDefault(CommonClientConfigs.CLIENT_ID_CONFIG, "photosync") + "-" + name;
    }

    /** Required of every producer; the connector's channels repeat it in their settings. */
    static Map<String, Object> producerConfig() {
        return Map.of(
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                true,
                ProducerConfig.LINGER_MS_CONFIG,
                0,
                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                10_000,
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                30_000);
    }

    /**
     * More than the longest of our own records, the leader's memory of repairs: brokers may store unpacked what we
     * write packed.
     */
    public static final int LONGEST_RECORD = 320 << 10;

    /**
     * A consumer for one question. It takes no more into memory than it must: longer records are cut, see {@link
     * CutRecord}.
     *
     * @param more settings of this consumer; it never commits offsets by itself
     * @see #consumer(String, Map)
     */
    public KafkaConsumer<String, byte[]> consumer(Map<String, Object> more) {
        return consumer(more, LONGEST_RECORD);
    }

    /** @param longestRecord in bytes, unpacked */
    public KafkaConsumer<String, byte[]> consumer(Map<String, Object> more, int longestRecord) {
        return bounded(forConsumer(more), longestRecord);
    }

    /** The same for the process's lifetime, with metrics under that name. */
    public KafkaConsumer<String, byte[]> consumer(String name, Map<String, Object> more) {
        return consumer(name, more, LONGEST_RECORD);
    }

    /** @param longestRecord in bytes, unpacked */
    public KafkaConsumer<String, byte[]> consumer(String name, Map<String, Object> more, int longestRecord) {
        Map<String, Object> config = forConsumer(more);
        config.put(ConsumerConfig.CLIENT_ID_CONFIG, clientId(name));
        return metrics.map(measured -> BoundedReading.of(new MeteredConsumer(config, measured), longestRecord))
                .orElseGet(() -> bounded(config, longestRecord));
    }

    private static KafkaConsumer<String, byte[]> bounded(Map<String, Object> config, int longestRecord) {
        return BoundedReading.of(new BoundedConsumer(config), longestRecord);
    }

    private Map<String, Object> forConsumer(Map<String, Object> more) {
        Map<String, Object> config = new HashMap<>(connection);
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        // Kafka's own 50 MB would be a third of our memory.
        config.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 4 << 20);
        config.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 1 << 20);
        config.putAll(more);
        return config;
    }
}
