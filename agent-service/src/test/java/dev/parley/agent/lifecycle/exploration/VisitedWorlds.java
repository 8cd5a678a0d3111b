package dev.parley.agent.lifecycle.exploration;

import java.util.Arrays;

/** The worlds seen so far, each once, and how each was come to. Some 40 bytes a world. */
final class VisitedWorlds {

    private long[] high = new long[1 << 16];
    private long[] low = new long[1 << 16];
    private int[] cameFrom = new int[1 << 16];
    private byte[] cameBy = new byte[1 << 16];

    /** Open addressing; a place holds the number of a world plus one. */
    private int[] places = new int[1 << 18];

    private int size;

    int size() {
        return size;
    }

    /** Adds a world, and says its number: negative if it was there, then minus one minus it. */
    int add(WorldCode code, int from, int by) {
        if (size == high.length) {
            grow();
        }
        int place = place(code.high, code.low);
        if (places[place] != 0) {
            return -places[place];
        }
        places[place] = size + 1;
        high[size] = code.high;
        low[size] = code.low;
        cameFrom[size] = from;
        cameBy[size] = (byte) by;
        return size++;
    }

    void load(int number, WorldCode code) {
        code.high = high[number];
        code.low = low[number];
    }

    int cameFrom(int number) {
        return cameFrom[number];
    }

    int cameBy(int number) {
        return cameBy[number];
    }

    private int place(long codeHigh, long codeLow) {
        int mask = places.length - 1;
        int place = (int) mix(codeHigh * 31 + mix(codeLow)) & mask;
        while (places[place] != 0 && !is(places[place] - 1, codeHigh, codeLow)) {
            place = place + 1 & mask;
        }
        return place;
    }

    private boolean is(int number, long codeHigh, long codeLow) {
        return low[number] == codeLow && high[number] == codeHigh;
    }

    private void grow() {
        int capacity = high.length * 2;
        high = Arrays.copyOf(high, capacity);
        low = Arrays.copyOf(low, capacity);
        cameFrom = Arrays.copyOf(cameFrom, capacity);
        cameBy = Arrays.copyOf(cameBy, capacity);
        places = new int[capacity * 4];
        for (int number = 0; number < size; number++) {
            places[place(high[number], low[number])] = number + 1;
        }
    }

    /** The finaliser of SplitMix64 (Steele, Lea, Flood: OOPSLA 2014). */
    private static long mix(long value) {
        long mixed = (value ^ value >>> 30) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94d049bb133111ebL;
        return mixed ^ mixed >>> 31;
    }
}
