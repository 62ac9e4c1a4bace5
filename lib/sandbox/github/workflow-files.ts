/** The workflow files of the sandbox's repositories, by repository and file name: what a team would keep in .github/workflows. */
const bootstrap = `# Prepares a new database. PAO starts it, reads what it yields, and finds it again by its run name.
name: Bootstrap database
run-name: Bootstrap \${{ inputs.host }} \${{ inputs.pao }}
on:
  workflow_dispatch:
    inputs:
      host: { description: Host name of the database, required: true, type: string }
      size: { description: How large it is, type: choice, options: [small, medium, large], default: small }
      migrations: { description: How many migrations to apply, type: number, default: 14 }
      fail: { description: Fail on purpose, type: boolean, default: false }
      pao: { description: Names the request; filled in by PAO, type: string }
jobs:
  prepare:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v5
      - name: Check that the database answers
        env: { HOST: "\${{ inputs.host }}" }
        run: |
          echo "Connecting to $HOST"
          sleep 0.8
          echo "$HOST answers, PostgreSQL 18.1"
  migrate:
    needs: prepare
    runs-on: ubuntu-latest
    env: { HOST: "\${{ inputs.host }}", COUNT: "\${{ inputs.migrations }}", SIZE: "\${{ inputs.size }}" }
    steps:
      - uses: actions/checkout@v5
      - name: Apply \${{ inputs.migrations }} migrations
        run: |
          echo "Applying $COUNT migrations to $HOST"
          sleep 1.2
          echo "$COUNT of $COUNT applied"
      - name: Create roles
        if: \${{ !inputs.fail }}
        run: |
          echo "CREATE ROLE app"
          sleep 0.5
          echo "CREATE ROLE readonly"
      - name: Create roles without the right to
        if: \${{ inputs.fail }}
        run: |
          echo "CREATE ROLE app"
          echo "ERROR: permission denied to create role"
          exit 1
      - name: Say what came of it
        run: |
          echo "::pao-output schema=app_v$COUNT"
          echo "::pao-output connections=40"
`;

const rotateKeys = `# Gives an account new keys, and hands over which one is in force as a file.
name: Rotate keys
run-name: Rotate keys of \${{ inputs.account }} \${{ inputs.pao }}
on:
  workflow_dispatch:
    inputs:
      account: { description: Whose keys, required: true, type: string }
      environment: { description: Where, required: true, type: environment }
      pao: { description: Names the request; filled in by PAO, type: string }
jobs:
  rotate:
    runs-on: [self-hosted, vault]
    env: { ACCOUNT: "\${{ inputs.account }}" }
    steps:
      - name: Make a new key
        run: |
          echo "Making a key for $ACCOUNT"
          sleep 1
      - name: Withdraw the old key
        run: |
          sleep 0.6
          echo "The old key is good for another 24 hours"
      - name: Write down what came of it
        run: echo '{"key":{"id":"key-\${{ github.run_id }}","days":90},"rotated":true}' > outputs.json
      - uses: actions/upload-artifact@v5
        with: { name: pao-outputs, path: outputs.json }
`;

const fails = `# For trying out what a failure looks like.
name: Always fails
run-name: Fails \${{ inputs.pao }}
on:
  workflow_dispatch:
    inputs:
      pao: { description: Names the request; filled in by PAO, type: string }
jobs:
  check:
    runs-on: ubuntu-latest
    steps:
      - name: Look at the quota
        run: |
          echo "Reading the quota of the subscription"
          sleep 0.4
          echo "40 of 40 cores are in use"
          exit 1
  deploy:
    needs: check
    runs-on: ubuntu-latest
    steps:
      - name: Deploy
        run: sleep 1
`;

const deploy = `name: Deploy
run-name: Deploy \${{ inputs.service }} to \${{ inputs.environment }} \${{ inputs.pao }}
on:
  workflow_dispatch:
    inputs:
      service: { description: What to deploy, required: true, type: string }
      environment: { description: Where, type: choice, options: [dev, test, prod], default: dev }
      image: { description: Image and tag, type: string, default: latest }
      pao: { description: Names the request; filled in by PAO, type: string }
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v5
      - name: Build the image
        env: { IMAGE: "\${{ inputs.service }}:\${{ inputs.image }}" }
        run: |
          echo "Building $IMAGE"
          sleep 1
          echo "Pushed $IMAGE"
  roll-out:
    needs: build
    runs-on: ubuntu-latest
    env: { SERVICE: "\${{ inputs.service }}", WHERE: "\${{ inputs.environment }}" }
    steps:
      - name: Roll out
        run: |
          echo "1 of 3 replicas are new"
          sleep 0.6
          echo "3 of 3 replicas are new"
      - name: Smoke test
        run: |
          echo "GET https://$SERVICE.$WHERE.shop.example/health: 200"
          echo "::pao-output address=https://$SERVICE.$WHERE.shop.example"
`;

const smokeTest = `name: Smoke test
on: workflow_dispatch
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - name: Ask every service for its health
        run: |
          sleep 0.6
          echo "12 of 12 services are well"
`;

const nightly = `name: Nightly
on:
  schedule: [{ cron: "0 3 * * *" }]
jobs:
  sweep:
    runs-on: ubuntu-latest
    steps: [{ name: Sweep, run: sleep 1 }]
`;

export const workflowFiles: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "acme/db-ops": { "bootstrap.yml": bootstrap, "rotate-keys.yml": rotateKeys, "fails.yml": fails },
  "acme/platform": { "deploy.yml": deploy, "smoke-test.yml": smokeTest, "nightly.yml": nightly },
  "acme/checkout": { "deploy.yml": deploy },
};
