package io.photosync.sandbox;

import java.io.IOException;

/** A Kafka of one node that can go away and come back. It creates no topic by itself. */
public interface KafkaNode extends AutoCloseable {

    /** Host and port, the same for as long as it lives. */
    String bootstrapServers();

    /** Starts again at the same address and with the same data after {@link #stop}. */
    void start() throws IOException;

    /** Goes away and keeps its data, as in an outage. */
    void stop();

    @Override
    void close();
}
