package org.xmppra.sample.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AdminUserTest {
    @Test
    void passwordIsStoredAsHttpDigestNeedsIt() {
        // The example in WildFly's own mgmt-users.properties format: HEX(MD5("admin:ManagementRealm:admin"))
        assertThat(new AdminUser("admin", "admin").digest()).isEqualTo("c22052286cd5d72239a90fe193737253");
    }

    @Test
    void passwordIsNewEachTimeAndNotShown() {
        AdminUser user = AdminUser.create();

        assertThat(user.password()).isNotEqualTo(AdminUser.create().password());
        assertThat(user.toString()).doesNotContain(user.password());
    }
}
