package io.photosync.sandbox;

import io.photosync.sandbox.KafkaWire.Fate;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import org.apache.kafka.common.protocol.ByteBufferAccessor;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.AbstractRequest;
import org.apache.kafka.common.requests.AbstractResponse;
import org.apache.kafka.common.requests.RequestHeader;
import org.apache.kafka.common.requests.RequestUtils;
import org.apache.kafka.common.requests.ResponseHeader;

/**
 * One client's connection through a {@link KafkaWire}. Requests and answers are frames: four bytes of length, then that many bytes.
 * A client takes answers in the order of its requests only.
 */
final class WireConnection implements AutoCloseable {
    private final Socket client;
    private final Socket broker;
    private final KafkaWire wire;
    /** Requests that the broker has not answered yet; guarded by this. */
    private int open;

    private WireConnection(Socket client, Socket broker, KafkaWire wire) {
        this.client = client;
        this.broker = broker;
        this.wire = wire;
    }

    static WireConnection open(Socket client, Socket broker, KafkaWire wire) {
        WireConnection connection = new WireConnection(client, broker, wire);
        Thread.ofVirtual().name("kafka-wire-requests").start(() -> connection.untilClosed(connection::passRequest));
        Thread.ofVirtual().name("kafka-wire-answers").start(() -> connection.untilClosed(connection::passAnswer));
        return connection;
    }

    private interface Pass {
        void one(DataInputStream from, DataOutputStream to) throws IOException, InterruptedException;
    }

    private void untilClosed(Pass pass) {
        try {
            boolean requests = Thread.currentThread().getName().endsWith("requests");
            DataInputStream from = new DataInputStream((requests ? client : broker).getInputStream());
            DataOutputStream to = new DataOutputStream((requests ? broker : client).getOutputStream());
            while (!client.isClosed()) {
                pass.one(from, to);
            }
        } catch (IOException e) {
            // One side has closed the connection; close the other too.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            close();
        }
    }

    private void passRequest(DataInputStream from, DataOutputStream to) throws IOException, InterruptedException {
        byte[] frame = frame(from);
        ByteBuffer request = ByteBuffer.wrap(frame);
        RequestHeader header = RequestHeader.parse(request);
        if (wire.fate(header) instanceof Fate.Answered(Errors error)) {
            answer(header, request, error);
            return;
        }
        synchronized (this) {
            open++;
        }
        write(to, frame);
    }

    private void passAnswer(DataInputStream from, DataOutputStream to) throws IOException {
        byte[] frame = frame(from);
        synchronized (this) {
            write(to, frame);
            open--;
            notifyAll();
        }
    }

    private synchronized void answer(RequestHeader header, ByteBuffer request, Errors error)
            throws IOException, InterruptedException {
        while (open > 0) {
            wait();
        }
        AbstractResponse answer = AbstractRequest.parseRequest(
                        header.apiKey(), header.apiVersion(), new ByteBufferAccessor(request))
                .request
                .getErrorResponse(0, error.exception());
        ResponseHeader answered = header.toResponseHeader();
        ByteBuffer bytes =
                RequestUtils.serialize(answered.data(), answered.headerVersion(), answer.data(), header.apiVersion());
        byte[] frame = new byte[bytes.remaining()];
        bytes.get(frame);
        write(new DataOutputStream(client.getOutputStream()), frame);
    }

    private static byte[] frame(DataInputStream from) throws IOException {
        byte[] frame = new byte[from.readInt()];
        from.readFully(frame);
        return frame;
    }

    private static void write(DataOutputStream to, byte[] frame) throws IOException {
        byte[] whole = ByteBuffer.allocate(4 + frame.length)
                .putInt(frame.length)
                .put(frame)
                .array();
        to.write(whole);
        to.flush();
    }

    @Override
    public void close() {
        wire.ended(this);
        try {
            client.close();
            broker.close();
        } catch (IOException e) {
            // Already closed.
        }
        synchronized (this) {
            open = 0;
            notifyAll();
        }
    }
}
