package io.photosync.sandbox;

import java.io.IOException;

/** A single-node Kafka that can stop and start. It does not auto-create topics. */
public interface KafkaNode extends AutoCloseable {

    /** Host and port, unchanged for its lifetime. */
    String bootstrapServers();

    /** Starts again at the same address and with the same data after {@link #stop}. */
    void start() throws IOException;

    /** Stops and keeps its data, as in an outage. */
    void stop();

    @Override
    void close();
}
