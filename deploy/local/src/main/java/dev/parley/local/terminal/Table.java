package dev.parley.local.terminal;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Rows in columns, each as wide as its widest cell. */
public record Table(List<String> head, List<List<String>> rows) {

    private static final String GAP = "   ";

    public Table {
        head = List.copyOf(head);
        rows = rows.stream().map(List::copyOf).toList();
        for (List<String> row : rows) {
            if (row.size() != head.size()) {
                throw new IllegalArgumentException("A row has another number of cells: " + row);
            }
        }
    }

    /** The lines, without trailing blanks. */
    public List<String> lines() {
        List<List<String>> all = new ArrayList<>();
        all.add(head);
        all.addAll(rows);
        int[] widths = IntStream.range(0, head.size()).map(column -> width(all, column)).toArray();
        return all.stream().map(row -> line(row, widths)).toList();
    }

    private static int width(List<List<String>> rows, int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }

    private static String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < row.size(); column++) {
            String cell = row.get(column);
            line.append(cell).append(" ".repeat(widths[column] - cell.length())).append(GAP);
        }
        return line.toString().stripTrailing();
    }
}
