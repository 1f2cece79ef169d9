package io.photosync.kafka;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.apache.kafka.clients.ClientRequest;
import org.apache.kafka.clients.ClientResponse;
import org.apache.kafka.clients.KafkaClient;
import org.apache.kafka.clients.RequestCompletionHandler;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.internals.ClassicKafkaConsumer;
import org.apache.kafka.clients.consumer.internals.ConsumerNetworkClient;
import org.apache.kafka.common.message.FetchResponseData;
import org.apache.kafka.common.record.MemoryRecords;
import org.apache.kafka.common.requests.FetchResponse;
import org.apache.kafka.common.requests.RequestHeader;
import org.jboss.logging.Logger;

/**
 * Shows a consumer each fetch response only after its long records were cut. Kafka has no setting for it: fetch limits
 * apply to packed bytes, and a record gets the heap that it claims. So this reaches into the consumer, at one place; if
 * a later version of Kafka is built differently, the start fails with a message.
 */
final class BoundedReading {
    private static final Logger LOG = Logger.getLogger(BoundedReading.class);

    private final KafkaClient client;
    private final BatchCutter cutter;

    private BoundedReading(KafkaClient client, BatchCutter cutter) {
        this.client = client;
        this.cutter = cutter;
    }

    /** @param longest bytes of a record, unpacked */
    static <K, V> KafkaConsumer<K, V> of(KafkaConsumer<K, V> consumer, int longest) {
        try {
            Object delegate = field(KafkaConsumer.class, "delegate").get(consumer);
            Object network = field(ClassicKafkaConsumer.class, "client").get(delegate);
            Field client = field(ConsumerNetworkClient.class, "client");
            BoundedReading reading = new BoundedReading((KafkaClient) client.get(network), new BatchCutter(longest));
            client.set(
                    network,
                    Proxy.newProxyInstance(
                            KafkaClient.class.getClassLoader(), new Class<?>[] {KafkaClient.class}, reading::invoke));
            return consumer;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this Kafka client's reading cannot be bounded: " + e, e);
        }
    }

    private static Field field(Class<?> type, String name) throws NoSuchFieldException {
        Field field = type.getDeclaredField(name);
        field.setAccessible(true);
        return field;
    }

    private Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        for (int i = 0; arguments != null && i < arguments.length; i++) {
            if (arguments[i] instanceof ClientRequest request && request.callback() != null) {
                arguments[i] = cutting(request);
            }
        }
        try {
            return method.invoke(client, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    /**
     * The request as it is sent. The one that waits to be sent stays as it was made: where its broker goes away, the
     * consumer casts the handler to a class of its own.
     */
    private ClientRequest cutting(ClientRequest request) {
        RequestCompletionHandler handler = request.callback();
        // A request says its client id only in its header.
        RequestHeader header = request.makeHeader(request.requestBuilder().latestAllowedVersion());
        return new ClientRequest(
                request.destination(),
                request.requestBuilder(),
                request.correlationId(),
                header.clientId(),
                request.createdTimeMs(),
                request.expectResponse(),
                request.requestTimeoutMs(),
                response -> {
                    cut(response);
                    handler.onComplete(response);
                });
    }

    private void cut(ClientResponse response) {
        if (response.responseBody() instanceof FetchResponse fetched) {
            fetched.data().responses().forEach(topic -> topic.partitions().forEach(this::cut));
        }
    }

    /** Where unpacking fails here it fails in the consumer too, which reports it. */
    private void cut(FetchResponseData.PartitionData partition) {
        try {
            if (partition.records() instanceof MemoryRecords records) {
                partition.setRecords(cutter.cut(records));
            }
        } catch (IOException | RuntimeException | LinkageError e) {
            LOG.warnf("records not checked for their length partition=%d: %s", partition.partitionIndex(), e);
        }
    }
}
