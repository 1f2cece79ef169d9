package io.photosync.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Inputs made from others, the same ones for the same seed. */
final class Mutations {
    private static final int[] EDGES = {
        0, 1, -1, 127, 128, 255, 256, 32_767, 32_768, 65_535, 65_536, Integer.MAX_VALUE, Integer.MIN_VALUE
    };
    private static final Pattern QUOTED = Pattern.compile("\"[^\"]{1,40}\"");
    private static final Pattern NUMBER = Pattern.compile("\\d+");
    private static final List<String> WORDS = List.of(
            "null",
            "true",
            "{}",
            "[]",
            "\"\"",
            ",",
            ":",
            "{",
            "}",
            "[",
            "]",
            "\"",
            "-1",
            "1e999",
            "1e-999",
            "0.1",
            "NaN",
            "99999999999999999999",
            "-2147483649",
            "+1000000000-12-31T23:59:59Z",
            "\\u0000",
            "\\ud800",
            "\u0000",
            "\r\n",
            "<",
            ">",
            "&#0;",
            "%00",
            "../",
            "\u202e");

    private final Random random;
    private final int longest;
    private final List<byte[]> pool;
    private final List<byte[]> words = new ArrayList<>();

    Mutations(List<byte[]> seeds, long seed, int longest) {
        this.random = new Random(seed);
        this.longest = longest;
        this.pool = new ArrayList<>(seeds);
        Set<String> found = new LinkedHashSet<>(WORDS);
        for (byte[] each : seeds) {
            Matcher quoted = QUOTED.matcher(new String(each, ISO_8859_1));
            while (quoted.find()) {
                found.add(quoted.group());
            }
        }
        found.forEach(word -> words.add(word.getBytes(UTF_8)));
    }

    /** To be mutated as well from now on. */
    void keep(byte[] input) {
        pool.add(input);
    }

    byte[] next() {
        byte[] input = any(pool);
        for (int step = 1 << random.nextInt(4); step > 0; step--) {
            input = mutated(input);
        }
        return input.length <= longest ? input : Arrays.copyOf(input, longest);
    }

    private byte[] mutated(byte[] input) {
        int at = random.nextInt(input.length + 1);
        int length = random.nextInt(Math.min(64, input.length - at) + 1);
        return switch (random.nextInt(10)) {
            case 0, 1 -> set(input, at, (byte) (at < input.length ? input[at] ^ 1 << random.nextInt(8) : 0));
            case 2 -> set(input, at, (byte) random.nextInt(256));
            case 3 -> number(input, at);
            case 4 -> spliced(input, at, any(words), at);
            case 5 -> spliced(input, at, any(words), at + length);
            case 6 -> spliced(input, at, new byte[0], at + length);
            case 7 -> repeated(input, at, length);
            case 8 -> digits(input);
            default -> crossed(input, at);
        };
    }

    private static byte[] set(byte[] input, int at, byte value) {
        byte[] changed = input.clone();
        if (at < changed.length) {
            changed[at] = value;
        }
        return changed;
    }

    /** A number at its edges, in either order of bytes. */
    private byte[] number(byte[] input, int at) {
        int size = 1 << random.nextInt(3);
        if (at + size > input.length) {
            return input;
        }
        int value = EDGES[random.nextInt(EDGES.length)];
        byte[] changed = input.clone();
        ByteBuffer bytes =
                ByteBuffer.wrap(changed).order(random.nextBoolean() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        switch (size) {
            case 1 -> bytes.put(at, (byte) value);
            case 2 -> bytes.putShort(at, (short) value);
            default -> bytes.putInt(at, value);
        }
        return changed;
    }

    private byte[] repeated(byte[] input, int at, int length) {
        int times = 1 << random.nextInt(length < 4 ? 14 : 6);
        byte[] part = new byte[Math.min(length * times, longest)];
        for (int i = 0; i < part.length; i++) {
            part[i] = input[at + i % length];
        }
        return spliced(input, at, part, at);
    }

    /** A number that is written out becomes another one. */
    private byte[] digits(byte[] input) {
        Matcher numbers = NUMBER.matcher(new String(input, ISO_8859_1));
        List<int[]> places = new ArrayList<>();
        while (numbers.find()) {
            places.add(new int[] {numbers.start(), numbers.end()});
        }
        if (places.isEmpty()) {
            return input;
        }
        int[] place = places.get(random.nextInt(places.size()));
        long value = random.nextBoolean() ? EDGES[random.nextInt(EDGES.length)] : random.nextLong();
        return spliced(input, place[0], Long.toString(value).getBytes(UTF_8), place[1]);
    }

    private byte[] crossed(byte[] input, int at) {
        byte[] other = any(pool);
        int from = random.nextInt(other.length + 1);
        return spliced(input, at, Arrays.copyOfRange(other, from, other.length), input.length);
    }

    private byte[] any(List<byte[]> list) {
        return list.get(random.nextInt(list.size()));
    }

    /** The input up to {@code at}, the part, and the input from {@code rest} on. */
    private static byte[] spliced(byte[] input, int at, byte[] part, int rest) {
        return ByteBuffer.allocate(at + part.length + input.length - rest)
                .put(input, 0, at)
                .put(part)
                .put(input, rest, input.length - rest)
                .array();
    }
}
