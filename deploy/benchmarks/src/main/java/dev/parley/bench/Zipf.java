package dev.parley.bench;

import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;

/** Ranks drawn by Zipf's law with exponent 1: the n-th is drawn 1/n as often as the first. */
final class Zipf {

    private final double[] cumulative;

    Zipf(int size) {
        cumulative = new double[size];
        double sum = 0;
        for (int rank = 0; rank < size; rank++) {
            sum += 1.0 / (rank + 1);
            cumulative[rank] = sum;
        }
    }

    int next() {
        double drawn = ThreadLocalRandom.current().nextDouble() * cumulative[cumulative.length - 1];
        int found = Arrays.binarySearch(cumulative, drawn);
        return found >= 0 ? found : -found - 1;
    }
}
