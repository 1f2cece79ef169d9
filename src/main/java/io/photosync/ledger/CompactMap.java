package io.photosync.ledger;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

/**
 * One topic's latest records by key, each as a few bytes and rebuilt on each read: as objects, the state of 100,000
 * users takes more than four times the room. Written by one thread, read by all; safe to iterate while records arrive.
 */
final class CompactMap<V> extends AbstractMap<String, V> {
    private final Map<String, byte[]> packed = new ConcurrentHashMap<>();
    private final Pack<V> pack;

    /** Converts a value to bytes and back. */
    interface Pack<V> {
        void write(V value, CompactWriter out);

        V read(CompactReader in);
    }

    CompactMap(Pack<V> pack) {
        this.pack = pack;
    }

    @Override
    public V get(Object key) {
        byte[] bytes = packed.get(key);
        return bytes == null ? null : pack.read(new CompactReader(bytes));
    }

    /** @return always null: the previous value is not used */
    @Override
    public V put(String key, V value) {
        CompactWriter out = new CompactWriter();
        pack.write(value, out);
        packed.put(key, out.bytes());
        return null;
    }

    /** @return likewise */
    @Override
    public V remove(Object key) {
        packed.remove(key);
        return null;
    }

    /** Passes each value's bytes by key: to scan all of them and read no more than how they begin. */
    void forEachPacked(BiConsumer<String, CompactReader> action) {
        packed.forEach((key, bytes) -> action.accept(key, new CompactReader(bytes)));
    }

    @Override
    public void clear() {
        packed.clear();
    }

    @Override
    public boolean containsKey(Object key) {
        return packed.containsKey(key);
    }

    @Override
    public int size() {
        return packed.size();
    }

    @Override
    public Set<String> keySet() {
        return packed.keySet();
    }

    @Override
    public Set<Map.Entry<String, V>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public Iterator<Map.Entry<String, V>> iterator() {
                Iterator<Map.Entry<String, byte[]>> entries = packed.entrySet().iterator();
                return new Iterator<>() {
                    @Override
                    public boolean hasNext() {
                        return entries.hasNext();
                    }

                    @Override
                    public Map.Entry<String, V> next() {
                        Map.Entry<String, byte[]> entry = entries.next();
                        return Map.entry(entry.getKey(), pack.read(new CompactReader(entry.getValue())));
                    }
                };
            }

            @Override
            public int size() {
                return packed.size();
            }
        };
    }
}
