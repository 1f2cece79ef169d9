package io.photosync.kafka.topics;

import io.photosync.kafka.KafkaClients;
import io.photosync.kafka.Topic;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.record.CompressionType;
import org.apache.kafka.common.record.RecordBatch;
import org.apache.kafka.common.utils.ByteBufferOutputStream;

/**
 * Whether records can be read as the topics compress them. The libraries of snappy and zstd are native: they unpack
 * into {@code java.io.tmpdir} and are loaded from there, which a read-only or {@code noexec} container prevents.
 */
final class TopicCodecs {
    private static final Set<String> NATIVE = Set.of(CompressionType.SNAPPY.name, CompressionType.ZSTD.name);

    private TopicCodecs() {}

    /** @return a message if a topic, or our own producer by its settings, uses a compression that does not work here */
    static Optional<String> refused(TopicConfigs configs, KafkaClients clients) {
        Set<String> codecs = new TreeSet<>();
        for (Topic topic : Topic.values()) {
            configs.value(topic, TopicConfig.COMPRESSION_TYPE_CONFIG).ifPresent(codecs::add);
        }
        clients.compression().ifPresent(codecs::add);
        codecs.retainAll(NATIVE);
        for (String codec : codecs) {
            Optional<Throwable> why = unusable(codec);
            if (why.isPresent()) {
                List<String> topics = List.of(Topic.values()).stream()
                        .filter(topic -> configs.value(topic, TopicConfig.COMPRESSION_TYPE_CONFIG)
                                .filter(codec::equals)
                                .isPresent())
                        .map(clients.names()::of)
                        .toList();
                String whose = topics.isEmpty()
                        ? "kafka.compression.type is"
                        : "the compression.type of " + TopicProvisioner.topics(topics) + " is";
                return Optional.of("%s %s, %s".formatted(whose, codec, message(why.get())));
            }
        }
        return Optional.empty();
    }

    /** A message if a client could not load its library. */
    static Optional<String> refused(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof LinkageError) {
                return Optional.of("records are compressed, " + message(cause));
            }
        }
        return Optional.empty();
    }

    private static String message(Throwable why) {
        return ("and its library cannot be loaded here: give java.io.tmpdir (%s) a place that can be written to and executed from,"
                        + " or set the topics to lz4 or gzip (%s)")
                .formatted(System.getProperty("java.io.tmpdir"), why.getMessage());
    }

    private static Optional<Throwable> unusable(String codec) {
        Compression compression = Compression.of(codec).build();
        try (OutputStream out =
                compression.wrapForOutput(new ByteBufferOutputStream(512), RecordBatch.CURRENT_MAGIC_VALUE)) {
            out.write(1);
            return Optional.empty();
        } catch (KafkaException e) {
            return Optional.of(root(e));
        } catch (IOException | LinkageError e) {
            return Optional.of(e);
        }
    }

    private static Throwable root(Throwable failure) {
        return failure.getCause() == null ? failure : root(failure.getCause());
    }
}
