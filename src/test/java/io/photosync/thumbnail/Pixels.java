package io.photosync.thumbnail;

import java.awt.image.BufferedImage;

/** Compares pictures. */
final class Pixels {
    private static final int LOBES = 3;

    private Pixels() {}

    /** The mean of nine pixels' colour, 0 to 255. */
    static int mean(BufferedImage image, int x, int y, int shift) {
        int sum = 0;
        for (int i = 0; i < 9; i++) {
            sum += image.getRGB(x - 1 + i % 3, y - 1 + i / 3) >> shift & 0xFF;
        }
        return sum / 9;
    }

    /** Root mean square over all pixels and colours, 0 to 255. */
    static double difference(BufferedImage one, BufferedImage other) {
        double sum = 0;
        for (int y = 0; y < one.getHeight(); y++) {
            for (int x = 0; x < one.getWidth(); x++) {
                for (int shift = 0; shift <= 16; shift += 8) {
                    double apart = (one.getRGB(x, y) >> shift & 0xFF) - (other.getRGB(x, y) >> shift & 0xFF);
                    sum += apart * apart;
                }
            }
        }
        return Math.sqrt(sum / (3.0 * one.getWidth() * one.getHeight()));
    }

    /** A square scaled by the filter that photo editors use. */
    static BufferedImage lanczos(BufferedImage square, int to) {
        int from = square.getWidth();
        double[][] weights = weights(from, to);
        double[][][] across = new double[from][to][3];
        for (int y = 0; y < from; y++) {
            for (int x = 0; x < to; x++) {
                for (int k = 0; k < from; k++) {
                    add(across[y][x], weights[x][k], square.getRGB(k, y));
                }
            }
        }
        BufferedImage scaled = new BufferedImage(to, to, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < to; y++) {
            for (int x = 0; x < to; x++) {
                int rgb = 0;
                for (int colour = 0; colour < 3; colour++) {
                    double sum = 0;
                    for (int k = 0; k < from; k++) {
                        sum += weights[y][k] * across[k][x][colour];
                    }
                    rgb = rgb << 8 | Math.clamp(Math.round(sum), 0, 255);
                }
                scaled.setRGB(x, y, rgb);
            }
        }
        return scaled;
    }

    private static void add(double[] sums, double weight, int rgb) {
        if (weight != 0) {
            sums[0] += weight * (rgb >> 16 & 0xFF);
            sums[1] += weight * (rgb >> 8 & 0xFF);
            sums[2] += weight * (rgb & 0xFF);
        }
    }

    private static double[][] weights(int from, int to) {
        double[][] weights = new double[to][from];
        double scale = (double) from / to;
        for (int x = 0; x < to; x++) {
            double sum = 0;
            for (int k = 0; k < from; k++) {
                weights[x][k] = lanczos((k + 0.5 - (x + 0.5) * scale) / scale);
                sum += weights[x][k];
            }
            for (int k = 0; k < from; k++) {
                weights[x][k] /= sum;
            }
        }
        return weights;
    }

    private static double lanczos(double at) {
        if (at == 0) {
            return 1;
        }
        double angle = Math.PI * at;
        return Math.abs(at) >= LOBES ? 0 : LOBES * Math.sin(angle) * Math.sin(angle / LOBES) / (angle * angle);
    }
}
