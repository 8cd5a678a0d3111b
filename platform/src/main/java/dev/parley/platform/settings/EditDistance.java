package dev.parley.platform.settings;

/**
 * How many characters must be put in, taken out or changed to make one text another (Levenshtein).
 */
final class EditDistance {

    private EditDistance() {}

    static int between(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int column = 0; column < row.length; column++) {
            row[column] = column;
        }
        for (int line = 1; line <= from.length(); line++) {
            int diagonal = row[0];
            row[0] = line;
            for (int column = 1; column < row.length; column++) {
                int same = from.charAt(line - 1) == to.charAt(column - 1) ? 0 : 1;
                int changed = diagonal + same;
                diagonal = row[column];
                row[column] = Math.min(changed, 1 + Math.min(row[column], row[column - 1]));
            }
        }
        return row[to.length()];
    }
}
