{
  "name": "{{name}}",
  "sourceRoot": "apps/{{name}}/src",
  "projectType": "application",
  "tags": ["type:service", "scope:{{slug}}"],
  "metadata": { "port": {{port}}, "managementPort": {{managementPort}} },
  "targets": { "test": {}, "build": {} }
}
