package dev.parley.tool.credential.sealing;

import java.util.UUID;

/**
 * Where something sealed belongs. It opens there only: in another row, another tenant or another
 * field, or with other details, it does not.
 *
 * @param details what stands beside the secret, such as the address that it is sent to
 */
public record SealPlace(String tenant, UUID id, String kind, String details) {

    /** The associated data of one field. */
    byte[] bind(String field) {
        return new LengthDelimited()
                .add(tenant)
                .add(id.toString())
                .add(kind)
                .add(details)
                .add(field)
                .bytes();
    }
}
